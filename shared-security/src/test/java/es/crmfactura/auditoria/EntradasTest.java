package es.crmfactura.auditoria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database writes into the log, whoever asks it. */
class EntradasTest {

    private final JdbcClient app = LoggedSchema.as("crm_app");

    @BeforeEach
    void empty() {
        LoggedSchema.empty();
    }

    @Test
    void whatHappensToARecordIsNotedAndWhichColumnsThatHasChanged() {
        app.sql("insert into nota values ('a', 'uno', 1)").update();
        app.sql("update nota set texto = 'dos', veces = 2, version = 1").update();
        app.sql("delete from nota").update();
        assertThat(LoggedSchema.log()).containsExactly("alta a", "cambio a texto,veces", "baja a");
    }

    @Test
    void anUpdateThatChangesNothingThatCountsIsNotNoted() {
        app.sql("insert into nota values ('a', 'uno', 1)").update();
        app.sql("update nota set texto = 'uno', version = version + 1").update();
        app.sql("update nota set texto = 'otro' where id = 'b'").update();
        assertThat(LoggedSchema.log()).containsExactly("alta a");
    }

    @Test
    void rowsThatDoNotCountAreNotNoted() {
        app.sql("insert into nota values ('a', 'oculta'), ('b', 'uno')").update();
        app.sql("update nota set veces = 2").update();
        app.sql("delete from nota").update();
        assertThat(LoggedSchema.log()).containsExactly("alta b", "cambio b veces", "baja b");
    }

    @Test
    void aStatementOnManyRowsNotesEachOfThem() {
        app.sql("insert into nota select 'n' || i from generate_series(1, 10000) i")
                .update();
        app.sql("update nota set veces = 1").update();
        app.sql("delete from nota").update();
        assertThat(app.sql("""
                        select operacion || ' ' || count(*) || ' ' || count(distinct registro) || ' ' || min(columnas::text)
                        from auditoria_pendiente group by operacion order by min(entrada)""").query(String.class).list())
                .containsExactly("alta 10000 10000 {}", "cambio 10000 10000 {veces}", "baja 10000 10000 {}");
    }

    @Test
    void anInsertThatFindsTheRowIsItsChange() {
        String upsert = "insert into nota values ('a', 'uno'), ('%s', 'uno') on conflict (id) do update set veces = 3";
        app.sql(upsert.formatted("b")).update();
        app.sql(upsert.formatted("c")).update();
        assertThat(LoggedSchema.log()).containsExactlyInAnyOrder("alta a", "alta b", "alta c", "cambio a veces");
    }

    @Test
    void aRowThatGetsAnotherKeyHasGoneAndAnotherHasCome() {
        app.sql("insert into nota values ('a', 'uno')").update();
        app.sql("update nota set id = 'b'").update();
        assertThat(LoggedSchema.log()).containsExactlyInAnyOrder("alta a", "baja a", "alta b");
    }

    @Test
    void allRowsThatVanishAtOnceAreOneEntry() {
        app.sql("insert into nota values ('a', 'uno')").update();
        LoggedSchema.as("crm_owner").sql("truncate nota").update();
        assertThat(LoggedSchema.log()).containsExactly("alta a", "baja *");
    }

    @Test
    void aColumnThatIsAddedLaterIsNotedToo() {
        JdbcClient owner = LoggedSchema.as("crm_owner");
        app.sql("insert into nota values ('a', 'uno')").update();
        owner.sql("alter table nota add column color text").update();
        try {
            app.sql("update nota set color = 'rojo'").update();
        } finally {
            owner.sql("alter table nota drop column color").update();
        }
        assertThat(LoggedSchema.log()).containsExactly("alta a", "cambio a color");
    }

    @Test
    void whoIsAtAPromptIsSeenByTheRoleHeHasLoggedInAsWhateverHeSaysHeIs() throws SQLException {
        LoggedSchema.as("crm_owner").sql("insert into nota values ('a')").update();
        String superuser;
        try (Connection connection = TestDatabase.instance().superuser();
                var statement = connection.createStatement()) {
            superuser = connection.getMetaData().getUserName();
            statement.execute("set role crm_owner; set crmfactura.quien = 'clave de otro'");
            statement.execute("insert into crm.nota values ('b')");
        }
        assertThat(app.sql("select quien || ' | ' || rol_bd from auditoria_pendiente order by entrada")
                        .query(String.class)
                        .list())
                .containsExactly("crm_owner | crm_owner", "clave de otro | " + superuser);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into auditoria_pendiente (tabla, operacion, registro) values ('nota', 'alta', 'z')",
                "update auditoria_pendiente set quien = 'otro'",
                "delete from auditoria_pendiente",
                "truncate auditoria_pendiente",
                "insert into auditoria select * from auditoria",
                "update auditoria set quien = 'otro'",
                "delete from auditoria",
                "truncate auditoria",
                "update auditoria_cabeza set posicion = 0",
                "alter table nota disable trigger all",
                "drop trigger auditar_insert on nota",
                "alter table auditoria disable trigger inmutable",
                "set session_replication_role = replica",
                "select auditar_tabla('nota', 'id')",
                "drop function auditar() cascade"
            })
    void theServiceCanOnlyAddToItByWhatItDoes(String sql) {
        assertThatThrownBy(() -> app.sql(sql).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update auditoria_pendiente set quien = 'otro'",
                "truncate auditoria_pendiente",
                "update auditoria set quien = 'otro'",
                "delete from auditoria",
                "truncate auditoria"
            })
    void notEvenItsOwnerChangesItByMistake(String sql) {
        app.sql("insert into nota values ('a')").update();
        LoggedSchema.seal();
        app.sql("insert into nota values ('b')").update();
        assertThatThrownBy(() -> LoggedSchema.as("crm_owner").sql(sql).update())
                .rootCause()
                .hasMessageContaining("the audit log is only added to");
    }

    @Test
    void whoCommitsLateIsSealedLaterAndWhatIsRolledBackNeverWas() throws SQLException {
        try (Connection late = TestDatabase.instance().connect("crm_app");
                Connection regretful = TestDatabase.instance().connect("crm_app")) {
            late.setAutoCommit(false);
            regretful.setAutoCommit(false);
            late.createStatement().execute("insert into crm.nota values ('late')");
            regretful.createStatement().execute("insert into crm.nota values ('never')");
            app.sql("insert into nota values ('early')").update();
            LoggedSchema.seal();
            regretful.rollback();
            late.commit();
        }
        LoggedSchema.seal();

        assertThat(app.sql("select posicion || ' ' || registro from auditoria order by posicion")
                        .query(String.class)
                        .list())
                .containsExactly("1 early", "2 late");
        assertThat(app.sql(
                                "select array_agg(entrada order by entrada) = array_agg(entrada order by posicion desc) from auditoria")
                        .query(Boolean.class)
                        .single())
                .as("the late one was noted first")
                .isTrue();
    }
}
