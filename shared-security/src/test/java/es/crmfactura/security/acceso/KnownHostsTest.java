package es.crmfactura.security.acceso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

    private final KnownHosts hosts = new KnownHosts(List.of("crm.MiTienda.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "[::1]",
                "::1",
                "192.168.1.7",
                "crm-service",
                "CRM.mitienda.example",
                "crm.localhost",
                "host.docker.internal"
            })
    void thisMachineItsNetworkAndWhatIsNamedAreKnown(String host) {
        assertThat(hosts).accepts(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebind.attacker.example",
                "127.0.0.1.attacker.example",
                "localhost.attacker.example",
                "crm.mitienda.example.es",
                ""
            })
    void namesOfTheWebAreNot(String host) {
        assertThat(hosts).rejects(host);
    }
}
