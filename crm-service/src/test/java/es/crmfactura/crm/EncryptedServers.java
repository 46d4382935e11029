package es.crmfactura.crm;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import es.crmfactura.embedded.LocalBroker;
import es.crmfactura.embedded.Schemas;
import es.crmfactura.testing.Certificates;
import es.crmfactura.testing.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL and a broker that only let in who encrypts. Of the broker, what is encrypted can be led elsewhere. */
final class EncryptedServers implements AutoCloseable {

    private final EmbeddedPostgres database;
    private final Path authority;
    private final LocalBroker broker = LocalBroker.start();
    private final Connection listener;
    private final List<TcpProxy> ends = new ArrayList<>();
    private final TcpProxy way;

    EncryptedServers(Path folder, Certificates certificates) throws Exception {
        Certificates.Server server = certificates.server("ip:127.0.0.1");
        authority = certificates.authority();
        Path rules = Files.writeString(folder.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
        database = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", server.certificate().toString())
                .setServerConfig("ssl_key_file", server.key().toString())
                .setServerConfig("hba_file", rules.toString())
                .setRegisterShutdownHook(false)
                .start();
        try (var superuser = superuser()) {
            Schemas.create(superuser, "");
        }
        way = new TcpProxy("127.0.0.1", broker.port());
        brokerShows(server);
        listener = listener();
    }

    /** @param host by which its certificate has to call it */
    String databaseUrl(String host, Path trusted) {
        return "jdbc:postgresql://%s:%d/postgres?sslmode=verify-full&sslrootcert=%s"
                .formatted(host, database.getPort(), trusted);
    }

    java.sql.Connection superuser() throws SQLException {
        return DriverManager.getConnection(databaseUrl("127.0.0.1", authority), "postgres", "");
    }

    java.sql.Connection withoutEncryption() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable".formatted(database.getPort()), "crm_app", "");
    }

    LocalBroker broker() {
        return broker;
    }

    /** Where clients of the broker connect to, encrypted. */
    int brokerPort() {
        return way.port();
    }

    /** From now on; who is connected has to connect again. */
    void brokerShows(Certificates.Server server) throws Exception {
        var end = new TcpProxy("127.0.0.1", broker.port(), server.context().getServerSocketFactory());
        ends.add(end);
        brokerIsAt(end.port());
    }

    void brokerIsAt(int port) {
        way.leadTo(port);
        way.reset();
    }

    /** Sees what is there by a way of its own. */
    Channel channel() throws Exception {
        return listener.createChannel();
    }

    private Connection listener() throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost("default");
        return factory.newConnection();
    }

    @Override
    public void close() throws Exception {
        listener.close();
        way.close();
        ends.forEach(TcpProxy::close);
        broker.close();
        database.close();
    }
}
