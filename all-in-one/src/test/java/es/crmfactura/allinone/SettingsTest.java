package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps it from starting is said in words that help. */
class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void withoutAnySettingItUsesTheUsualPortsAndAFolderOfTheUser() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.crmPort()).isEqualTo(8001);
        assertThat(settings.facturaPort()).isEqualTo(8002);
        assertThat(settings.data()).isEqualTo(Path.of(System.getProperty("user.home"), ".crm-factura"));
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("CRM_PORT", "ochenta")))
                .hasMessage("CRM_PORT=ochenta no es un puerto: indique un número entre 1 y 65535.");
    }

    @Test
    void aTakenPortIsNamedTogetherWithTheSettingForAnother() throws Exception {
        try (ServerSocket taken = Ports.anyPort()) {
            var settings = new Settings(
                    folder, taken.getLocalPort(), Ports.settings(folder).facturaPort());

            assertThatThrownBy(() -> Stack.start(settings))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("El puerto " + taken.getLocalPort() + " está ocupado")
                    .hasMessageContaining("CRM_PORT=");
        }
    }

    @Test
    void aFolderThatAnotherOneWorksInIsLeftAlone() {
        try (DataFolder taken = DataFolder.take(folder)) {
            assertThat(taken.postgres().getParent()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("CRMFACTURA_DATA");
        }
    }
}
