package es.crmfactura.crm.actividades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An actividad belongs to a client that is there. No foreign key says so, and the database holds to it all the same. */
@CrmTest
class PertenenciaTest {

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void ofSeveralActividadesNoneIsKeptIfOneIsOfNobody() throws SQLException {
        String id = crm.unCliente();
        try (Connection service = TestDatabase.instance().connect("crm_app")) {
            assertThatThrownBy(() -> anotar(service, id, UUID.randomUUID().toString()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        }
        assertThat(actividadesDe(id)).isZero();
    }

    @Test
    void anActividadCannotBeGivenToNobody() throws SQLException {
        String id = crm.unCliente();
        try (Connection service = TestDatabase.instance().connect("crm_app");
                var update = service.prepareStatement(
                        "update crm.actividad set cliente_id = gen_random_uuid() where cliente_id = cast(? as uuid)")) {
            anotar(service, id);
            update.setString(1, id);
            assertThatThrownBy(update::executeUpdate)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        }
        assertThat(actividadesDe(id)).isOne();
    }

    @Test
    void whoDeletesAClientWaitsForWhatIsBeingNotedAndTakesItAlong() throws Exception {
        String id = crm.unCliente();
        CompletableFuture<Void> deletion;
        try (Connection service = TestDatabase.instance().connect("crm_app")) {
            service.setAutoCommit(false);
            anotar(service, id);
            deletion = CompletableFuture.runAsync(
                    () -> crm.send("DELETE", "/api/crm/clientes/" + id, "").status(204));
            await().atMost(Duration.ofSeconds(10)).until(() -> somebodyWaitsForALock());
            service.commit();
        }
        deletion.join();
        assertThat(actividadesDe(id)).isZero();
    }

    @Test
    void whoNotesSomethingOfAClientThatIsBeingDeletedWaitsAndIsRefused() throws Exception {
        String id = crm.unCliente();
        try (Connection deleting = TestDatabase.instance().connect("crm_app");
                Connection noting = TestDatabase.instance().connect("crm_app");
                var delete = deleting.prepareStatement("delete from crm.cliente where id = cast(? as uuid)")) {
            deleting.setAutoCommit(false);
            delete.setString(1, id);
            delete.execute();
            var note = CompletableFuture.supplyAsync(() -> {
                try {
                    anotar(noting, id);
                    return "noted";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            await().atMost(Duration.ofSeconds(10)).until(() -> somebodyWaitsForALock());
            deleting.commit();
            assertThat(note.join()).isEqualTo("23503");
        }
        assertThat(actividadesDe(id)).isZero();
    }

    private static void anotar(Connection service, String... clientes) throws SQLException {
        try (var insert = service.prepareStatement("""
                insert into crm.actividad (id, cliente_id, tipo, titulo, fecha, completada, origen, fecha_creacion)
                select gen_random_uuid(), cliente, 'nota', 't', now(), true, 'manual', now()
                from unnest(cast(? as uuid[])) cliente""")) {
            insert.setObject(1, clientes);
            insert.execute();
        }
    }

    private int actividadesDe(String id) {
        return jdbc.sql("select count(*) from actividad where cliente_id = cast(:id as uuid)")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                          where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }
}
