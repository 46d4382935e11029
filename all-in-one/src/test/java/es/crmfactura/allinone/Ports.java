package es.crmfactura.allinone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

final class Ports {

    private Ports() {}

    /** With the data in {@code folder}, on ports that nobody uses. */
    static Settings settings(Path folder) throws IOException {
        try (var crm = anyPort();
                var factura = anyPort()) {
            return new Settings(folder, crm.getLocalPort(), factura.getLocalPort());
        }
    }

    static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
