package es.crmfactura.security.acceso;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * By which names an open service may be asked. A page on the web can have its own name lead to this machine (DNS rebinding)
 * and then ask whatever listens here; the browser says that name, which is none of these.
 *
 * @param more in small letters
 */
record KnownHosts(List<String> more) implements Predicate<String> {

    @Override
    public boolean test(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        // an address, or a name that only a local network resolves
        return name.matches("[\\d.]+|\\[?[\\p{XDigit}:]+]?|[^.]+|.*\\.(localhost|internal)") || more.contains(name);
    }
}
