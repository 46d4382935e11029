package es.crmfactura.allinone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What can be set, through the environment.
 *
 * @param data where the database keeps its files: {@code CRMFACTURA_DATA}, else {@code .crm-factura} in the home folder
 * @param crmPort {@code CRM_PORT}, else 8001
 * @param facturaPort {@code FACTURA_PORT}, else 8002
 */
record Settings(Path data, int crmPort, int facturaPort) {

    static Settings of(Map<String, String> environment) {
        String data = environment.get("CRMFACTURA_DATA");
        return new Settings(
                data == null
                        ? Path.of(System.getProperty("user.home"), ".crm-factura")
                        : Path.of(data).toAbsolutePath(),
                port(environment, "CRM_PORT", "8001"),
                port(environment, "FACTURA_PORT", "8002"));
    }

    private static int port(Map<String, String> environment, String name, String otherwise) {
        String value = Objects.requireNonNullElse(environment.get(name), otherwise);
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new CannotStartException(
                "%s=%s no es un puerto: indique un número entre 1 y 65535.".formatted(name, value));
    }
}
