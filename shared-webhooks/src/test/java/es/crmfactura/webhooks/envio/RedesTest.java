package es.crmfactura.webhooks.envio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be written to. All are literals: nothing is looked up. */
class RedesTest {

    private final Redes publicas = new Redes(false);
    private final Redes privadas = new Redes(true);

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111"})
    void whatIsOnTheInternetIsAdmitted(String address) throws UnknownHostException {
        assertThat(publicas.admite(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "0.1.2.3",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:a00:1::"
            })
    void whatIsNotIsRefused(String address) throws UnknownHostException {
        assertThat(publicas.admite(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::"})
    void whatIsNoReceiversAddressIsRefusedAlsoWherePrivateNetworksAreLetIn(String address) throws UnknownHostException {
        assertThat(publicas.admite(InetAddress.getByName(address))).isFalse();
        assertThat(privadas.admite(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void ofSeveralAddressesOfANameOnlyThePublicOnesAreUsed() throws UnknownHostException {
        InetAddress good = InetAddress.getByName("1.1.1.1");
        assertThat(publicas.admitidas(new InetAddress[] {InetAddress.getByName("127.0.0.1"), good}))
                .containsExactly(good);
    }

    @Test
    void withoutEncryptionOnlyThisMachineIsWrittenToAndOnlyWherePrivateNetworksAreLetIn() {
        assertThat(privadas.reparo(URI.create("http://127.0.0.1:8080/avisos"))).isEmpty();
        assertThat(privadas.reparo(URI.create("http://localhost/avisos"))).isEmpty();
        assertThat(privadas.reparo(URI.create("http://[::1]/avisos"))).isEmpty();
        assertThat(privadas.reparo(URI.create("https://192.168.1.20/avisos"))).isEmpty();
        assertThat(privadas.reparo(URI.create("http://192.168.1.20/avisos"))).isPresent();
        assertThat(privadas.reparo(URI.create("http://ejemplo.example/avisos"))).isPresent();
        assertThat(publicas.reparo(URI.create("http://localhost/avisos"))).isPresent();
        assertThat(publicas.reparo(URI.create("https://ejemplo.example:8443/avisos")))
                .isEmpty();
    }
}
