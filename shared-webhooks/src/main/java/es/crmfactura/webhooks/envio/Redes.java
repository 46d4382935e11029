package es.crmfactura.webhooks.envio;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses may be written to: whoever defines a webhook must not reach through it what only this machine or its network
 * can reach. A name is judged by what it resolves to at the moment of sending, see {@link Cartero}.
 *
 * @param privadas lets in this machine and private networks, for trials and for receivers inside the house
 */
public record Redes(boolean privadas) {

    /** Why nothing will ever be sent to this URL, in Spanish; empty if there is no such reason. */
    public Optional<String> reparo(URI url) {
        String host = url.getHost();
        if (host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("tiene que ser una dirección https://servidor/camino, sin usuario, contraseña ni #");
        }
        if (!"https".equalsIgnoreCase(url.getScheme()) && !esLocal(url)) {
            return Optional.of("tiene que empezar por https://");
        }
        return esAjena(host) ? Optional.of("tiene que ser una dirección pública de Internet") : Optional.empty();
    }

    /** Unencrypted only where nobody listens. */
    private boolean esLocal(URI url) {
        String host = url.getHost();
        return privadas
                && "http".equalsIgnoreCase(url.getScheme())
                && (host.equalsIgnoreCase("localhost")
                        || literal(host).map(InetAddress::isLoopbackAddress).orElse(false));
    }

    private boolean esAjena(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !privadas && (name.equals("localhost") || name.endsWith(".localhost"))
                || esNumerica(name) && !literal(name).map(this::admite).orElse(false);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return esNumerica(host) ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** No name of the DNS ends in a number. */
    private static boolean esNumerica(String host) {
        return host.startsWith("[") || host.matches("(.*\\.)?(\\d+|0[xX]\\p{XDigit}*)\\.?");
    }

    List<InetAddress> admitidas(InetAddress[] addresses) {
        return Arrays.stream(addresses).filter(this::admite).toList();
    }

    boolean admite(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return privadas || esPublica(address);
    }

    private static boolean esPublica(InetAddress address) {
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? esPublicaV4(bytes)
                : address instanceof Inet6Address && esPublicaV6(bytes);
    }

    /** Not 0/8, 100.64/10, 192.0.0/24, 198.18/15 and 240/4 (RFC 6890). */
    private static boolean esPublicaV4(byte[] ip) {
        int a = ip[0] & 0xff;
        int b = ip[1] & 0xff;
        return a != 0
                && !(a == 100 && (b & 0xc0) == 64)
                && !(a == 192 && b == 0 && ip[2] == 0)
                && !(a == 198 && (b & 0xfe) == 18)
                && a < 240;
    }

    /** Global unicast, 2000::/3, without what carries an IPv4 address inside: 2001::/32 and 2002::/16. */
    private static boolean esPublicaV6(byte[] ip) {
        int first = (ip[0] & 0xff) << 8 | ip[1] & 0xff;
        boolean teredo = first == 0x2001 && ip[2] == 0 && ip[3] == 0;
        return (first & 0xe000) == 0x2000 && first != 0x2002 && !teredo;
    }
}
