package es.crmfactura.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/** PostgreSQL as in docker-compose.yml, and a second one that follows it. */
final class DatabaseContainer {

    private static final String IMAGE = "postgres:18-alpine";
    private static final String DATABASE = "crmfactura";
    private static final Path ROLES = Path.of("../deploy/postgres");

    private DatabaseContainer() {}

    /** With the roles, made by the same script. */
    static PostgreSQLContainer empty(int port, String password) {
        var database = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword(password)
                .withDatabaseName(DATABASE)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROLES.resolve("init.sh")), "/docker-entrypoint-initdb.d/init.sh")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROLES.resolve("roles.sql")), "/etc/crm-factura/roles.sql");
        for (String role : List.of("CRM_OWNER", "CRM_APP", "FACTURA_OWNER", "FACTURA_APP")) {
            database.addEnv(role + "_PASSWORD", password);
        }
        database.setCommand("postgres", "-c", "max_connections=300");
        place(database, port);
        return database;
    }

    /** A copy of a running one, which then has of it all that comes. */
    static GenericContainer<?> standby(GenericContainer<?> primary, int port, String password) {
        String address = primary.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow()
                .getIpAddress();
        var standby = new GenericContainer<>(IMAGE)
                .withEnv("PGPASSWORD", password)
                .withExposedPorts(5432)
                .withCreateContainerCmdModifier(
                        command -> command.withUser("postgres").withEntrypoint("sh", "-c", """
                                [ -s "$PGDATA/PG_VERSION" ] || pg_basebackup -h %s -U postgres -D "$PGDATA" -c fast -R
                                exec postgres -c max_connections=300""".formatted(address)))
                .waitingFor(Wait.forLogMessage(".*ready to accept read-only connections.*", 1));
        place(standby, port);
        return standby;
    }

    private static void place(GenericContainer<?> database, int port) {
        // small, so that it can be filled
        database.setTmpFsMapping(Map.of("/small", "rw,size=64m"));
        // the same after a restart
        database.setPortBindings(List.of("127.0.0.1:" + port + ":5432"));
    }

    static String url(GenericContainer<?> database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.getMappedPort(5432), DATABASE);
    }
}
