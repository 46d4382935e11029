package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import es.crmfactura.embedded.LocalPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else has an account on this machine can neither read the files nor ask the database. */
class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void nobodyElseCanReadWhatIsInIt() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"), "no permissions of POSIX");
        try (DataFolder folder = DataFolder.take(temporary);
                LocalPostgres postgres = start(folder)) {
            assertThat(permissions(temporary)).isEqualTo("rwx--x--x");
            assertThat(permissions(folder.postgres())).isEqualTo("rwx------");
            assertThat(permissions(temporary.resolve("password"))).isEqualTo("rw-------");
            // which is empty
            assertThat(names()).containsExactlyInAnyOrder("lock", "password", "postgres");
        }
    }

    @Test
    void nobodyIsLetInWithoutThePasswordOfThisFolder() throws IOException, SQLException {
        try (DataFolder folder = DataFolder.take(temporary);
                LocalPostgres postgres = start(folder)) {
            assertLetsInNobodyElse(postgres);
            connect(postgres, folder.password()).close();
        }
    }

    @Test
    void aFolderThatTrustedEverybodyIsClosedAndKeepsItsData() throws IOException, SQLException {
        try (var trusting = EmbeddedPostgres.builder()
                        .setDataDirectory(temporary.resolve("postgres"))
                        .setCleanDataDirectory(false)
                        .start();
                Connection superuser = trusting.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("alter role postgres password 'local'; create table kept as select 1 as n");
        }
        for (int starts = 0; starts < 2; starts++) {
            try (DataFolder folder = DataFolder.take(temporary);
                    LocalPostgres postgres = start(folder)) {
                assertLetsInNobodyElse(postgres);
                try (Connection superuser = connect(postgres, folder.password())) {
                    superuser.createStatement().execute("select n from kept");
                }
            }
        }
    }

    private static void assertLetsInNobodyElse(LocalPostgres postgres) {
        for (String password : List.of("", "local", "postgres")) {
            // the server may take a moment to read its new rules
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> connect(postgres, password).close())
                            .hasMessageContaining("password"));
        }
    }

    private static LocalPostgres start(DataFolder folder) throws IOException {
        int port;
        try (var free = Ports.anyPort()) {
            port = free.getLocalPort();
        }
        return LocalPostgres.keptIn(folder.postgres(), port, folder.password());
    }

    private static Connection connect(LocalPostgres postgres, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.port()), "postgres", password);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
