package es.crmfactura.security.acceso;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class AccessCheckTest {

    private static final String KEY = "crmfactura.security.admin-key=0123456789abcdef0123456789abcdef";
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.com";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.0.1", "::1", "localhost"})
    void whoAsksNobodyStartsOnThisMachineAlone(String address) {
        assertThatCode(() -> start("server.address=" + address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.address=0.0.0.0",
                "server.address=::",
                "server.address=192.168.1.7",
                "server.address=",
                "server.port=1"
            })
    void whoAsksNobodyDoesNotStartWhereOthersReachIt(String address) {
        assertThatThrownBy(() -> start(address))
                .hasMessageContaining("server.address")
                .hasMessageContaining("crmfactura.security.admin-key")
                .hasMessageContaining("crmfactura.security.open=true");
    }

    @Test
    void keysTokensOrAWordLetItStartThere() {
        assertThatCode(() -> start("server.address=0.0.0.0", KEY)).doesNotThrowAnyException();
        assertThatCode(() -> start("server.address=0.0.0.0", "crmfactura.security.open=true"))
                .doesNotThrowAnyException();
        for (String audiences : List.of("audiences=crm", "audiences[0]=crm")) {
            assertThatCode(() -> start(
                            "server.address=0.0.0.0", ISSUER, "spring.security.oauth2.resourceserver.jwt." + audiences))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void inProductionItIsNotOpen() {
        var environment = new MockEnvironment().withProperty("crmfactura.security.open", "true");
        environment.setActiveProfiles("produccion");
        assertThatThrownBy(() -> start(environment)).hasMessageContaining("crmfactura.security.open");
    }

    @Test
    void aKeyThatCanBeGuessedIsRefusedAndNotShown() {
        assertThatThrownBy(() -> start("crmfactura.security.admin-key=corta-y-secreta"))
                .hasMessageContaining("crmfactura.security.admin-key")
                .hasMessageNotContaining("corta-y-secreta");
    }

    @Test
    void tokensThatWereMadeForOtherProgramsAreNotTaken() {
        assertThatThrownBy(() -> start(ISSUER)).hasMessageContaining("jwt.audiences");
    }

    private static void start(String... settings) {
        var environment = new MockEnvironment();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            environment.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        start(environment);
    }

    private static void start(MockEnvironment environment) {
        try (var context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new AccessCheck().initialize(context);
        }
    }
}
