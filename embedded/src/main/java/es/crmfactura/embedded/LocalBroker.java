package es.crmfactura.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.jspecify.annotations.Nullable;

/**
 * Qpid Broker-J on 127.0.0.1, a stand-in for RabbitMQ. Its messages live in memory and go with it: whoever publishes to it
 * must be able to publish again.
 */
public final class LocalBroker implements AutoCloseable {

    private final SystemLauncher launcher;
    private final int port;
    private final String password = UUID.randomUUID().toString();

    private LocalBroker(int port) throws Exception {
        this.port = port;
        var start = new StartListener();
        this.launcher = new SystemLauncher(start);
        Path noProperties = Files.createTempFile("broker", ".properties");
        try {
            launcher.startup(Map.of(
                    "type", "Memory",
                    "context",
                            Map.of(
                                    "crmfactura.broker.port",
                                    String.valueOf(port),
                                    "crmfactura.broker.password",
                                    password),
                    "initialConfigurationLocation",
                            Objects.requireNonNull(LocalBroker.class.getResource("broker.json"))
                                    .toString(),
                    // its default lies in Qpid's jar, where a jar within a jar can't be read as a file
                    "initialSystemPropertiesLocation", noProperties.toUri().toString(),
                    "startupLoggedToSystemOut", "false"));
        } finally {
            Files.delete(noProperties);
        }
        start.rethrow();
    }

    /** @throws IllegalStateException if it can't start, for instance because the port is taken */
    public static LocalBroker start(int port) {
        try {
            return new LocalBroker(port);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not start on port " + port, e);
        }
    }

    /** A broker on a port that nobody uses. */
    public static LocalBroker start() {
        return start(freePort());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    public int port() {
        return port;
    }

    public String user() {
        return "local";
    }

    /** Made anew at every start. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    /** A failed start does not throw: it only tells its listener. */
    private static final class StartListener extends DefaultSystemLauncherListener {

        private @Nullable RuntimeException failure;

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
