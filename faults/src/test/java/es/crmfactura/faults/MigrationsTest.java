package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While an installation is upgraded, services of the release before work on the schema of today: migrations expand it, and what
 * is not used any more goes a release later. A statement that may go against that gives its reason, as
 * {@code -- contracts: nobody has read it since ...}.
 */
class MigrationsTest {

    private static final Path PROJECT = Path.of("..");

    private static PreviousRelease release;
    private static List<Migration> released;
    private static List<Migration> since;

    @BeforeAll
    static void find() throws Exception {
        release = PreviousRelease.pinned();
        List<Path> before = release.migrations();
        released = before.stream().map(Migration::new).toList();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            since = files.map(PROJECT::relativize)
                    .filter(Migration::isOne)
                    .filter(file -> !file.toString().contains("target/") && !before.contains(file))
                    .map(file -> new Migration(PROJECT.resolve(file)))
                    .toList();
        }
    }

    @Test
    void whatWasReleasedIsNotChanged() throws Exception {
        assertThat(release.changed()).isEmpty();
    }

    /** Flyway refuses to start on a schema that has already got a later one. */
    @ParameterizedTest
    @ValueSource(strings = {"crm", "factura"})
    void whatIsNewComesAfterWhatWasReleased(String service) {
        Set<String> other = Set.of(service.equals("crm") ? "factura" : "crm");
        long last = released.stream()
                .filter(migration -> !other.contains(migration.owner()))
                .mapToLong(Migration::number)
                .max()
                .orElseThrow();
        assertThat(since)
                .filteredOn(migration -> !other.contains(migration.owner()))
                .allSatisfy(migration -> assertThat(migration.number()).isGreaterThan(last));
    }

    @Test
    void whatIsNewLeavesTheServicesOfBeforeWhatTheyUse() {
        Set<String> fresh = since.stream().flatMap(m -> m.tables().stream()).collect(Collectors.toSet());
        assertThat(since)
                .allSatisfy(migration -> assertThat(migration.contractions(fresh))
                        .as(migration.toString())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table pago",
                "drop view factura_viva",
                "drop function sumar()",
                "revoke insert on pago from x",
                "truncate pago",
                "alter function sumar() rename to restar",
                "alter table pago drop column metodo",
                "alter table pago drop metodo",
                "alter table pago add nota text, drop column metodo",
                "alter table pago rename metodo to modo",
                "alter table pago rename to cobro",
                "alter table pago alter column importe type int",
                "alter table pago alter importe set data type int",
                "alter table pago alter column metodo set not null",
                "alter table pago alter column metodo drop default",
                "alter table pago add column nota text not null",
                "alter table pago add nota text not null check (nota in ('a', 'b'))",
                "alter table pago add constraint corto check (length(metodo) < 9)",
                "alter table pago add unique (factura_id, fecha)",
                "create unique index uno on pago (factura_id)"
            })
    void theseAreNoticed(String sql, @TempDir Path folder) throws IOException {
        assertThat(written(folder, "select 1; -- why\n" + sql + ";").contractions(Set.of()))
                .hasSize(1);
        assertThat(written(folder, "-- contracts: for a test\n" + sql).contractions(Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table cobro (id int not null unique); alter table cobro drop column id, add unique (id)",
                "create unlogged table cobro (id int); create unique index uno on cobro (id)",
                "alter table pago add column nota text, add column veces int not null default 0",
                "alter table pago add column doble numeric not null generated always as (importe * 2) stored",
                "alter table pago add nota text check (nota in ('a', 'b')), drop constraint pago_check",
                "alter table pago alter column metodo drop not null",
                "create or replace function f() returns void language sql as $$ drop table pago; $$",
                "revoke all on function f() from public",
                "drop index pago_factura; create index pago_factura on pago (factura_id, fecha)",
                "insert into pago (metodo) values ('drop table; alter table pago drop x')"
            })
    void theseAreNot(String sql, @TempDir Path folder) throws IOException {
        Migration migration = written(folder, sql);
        assertThat(migration.contractions(migration.tables())).isEmpty();
    }

    private static Migration written(Path folder, String sql) throws IOException {
        return new Migration(Files.writeString(folder.resolve("V20261126_1__probar.sql"), sql));
    }
}
