package es.crmfactura.security.acceso;

import java.util.List;
import java.util.function.Predicate;

/**
 * By which names an open service may be asked. A page on the web can have its own name lead to this machine (DNS rebinding)
 * and then ask whatever listens here; the browser says that name, which is none of these.
 */
record KnownHosts(List<String> more) implements Predicate<String> {

    @Override
    public boolean test(String host) {
        // an address, or a name that only a local network resolves
        return host.matches("(?i)[\\d.]+|\\[?[\\p{XDigit}:]+]?|[^.]+|.*\\.(localhost|internal)")
                || more.stream().anyMatch(host::equalsIgnoreCase);
    }
}
