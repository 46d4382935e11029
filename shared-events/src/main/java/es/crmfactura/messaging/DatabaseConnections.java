package es.crmfactura.messaging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connections outside the pool, for what must hold one for as long as it lives: leadership goes with its connection.
 *
 * @param schema null for the one that the connection begins with
 */
record DatabaseConnections(
        String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String schema) {

    /** A connection that notices within half a minute that the other end has gone, on either side. */
    Connection open(String name) throws SQLException {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", name);
        // the values of a row that was refused would stand in messages and so in the log
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("connectTimeout", "5");
        Connection connection = DriverManager.getConnection(url, properties);
        if (schema != null) {
            connection.setSchema(schema);
        }
        try (var session = connection.createStatement()) {
            session.execute(
                    "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
        }
        return connection;
    }
}
