package es.crmfactura.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.Privileges;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CrmTest
class ServicioTest {

    @Autowired
    private OldClient crm;

    @Test
    void itSaysWhoItIsAndHowItIs() {
        crm.get("/").status(200).has("/status", "ok").has("/docs", "/docs");
        assertThat(crm.get("/api/version")
                        .status(200)
                        .has("/name", "crm-service")
                        .at("/version")
                        .asString())
                .startsWith("0.");
        crm.get("/health")
                .status(200)
                .has("/status", "healthy")
                .has("/service", "crm-service")
                .has("/details/db/status", "UP")
                .has("/details/messaging/status", "UP");
    }

    @Test
    void operationsHaveNamesThatGeneratedClientsCanShow() {
        var names = crm.get("/openapi.json").at("/paths").findValuesAsString("operationId");
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][A-Za-z]+"))
                .contains("clientesCrear", "clientesCambiar", "clientesCambiarConPatch", "actividadesListar");
    }

    @Test
    void whatAnAddressOrAHeaderMayLeadToIsDocumented() {
        crm.get("/openapi.json")
                .has(
                        "/paths/~1api~1crm~1clientes~1{id}~1ficha/get/responses/308/description",
                        "Se fusionó con otro: repita la solicitud donde dice Location")
                .has(
                        "/paths/~1api~1crm~1actividades~1{id}~1reabrir/post/responses/422/description",
                        "Hay campos que corregir, o esa clave ya se usó para otra solicitud");
    }

    @Test
    void everyOperationIsDocumentedInSpanish() {
        var document = crm.get("/openapi.json").status(200);
        for (JsonNode path : document.at("/paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.at("/summary").asString())
                        .as(operation.toString())
                        .isNotBlank();
            }
        }
        for (JsonNode parameter : document.at("/paths").findValues("parameters").stream()
                .flatMap(JsonNode::valueStream)
                .toList()) {
            assertThat(parameter.at("/description").asString())
                    .as(parameter.toString())
                    .isNotBlank();
        }
        for (JsonNode schema : document.at("/components/schemas")) {
            for (JsonNode property : schema.at("/properties")) {
                assertThat(property.at("/description").asString())
                        .as(property.toString())
                        .isNotBlank();
            }
        }
        document.has("/components/schemas/DatosDeCliente/required/0", "nombre_completo")
                .lacks("/components/schemas/DatosDeClienteParcial/required")
                .has("/components/schemas/Cliente/properties/campos/type", "object")
                .has("/paths/~1api~1crm~1clientes~1{id}/get/responses/404/description", "No existe");
        assertThat(document.at("/components/schemas/Cliente/properties/cif_nif_valido")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void itIsMeasured() {
        assertThat(crm.get("/actuator/prometheus").status(200).response().body())
                .contains("jvm_memory_used_bytes");
        crm.get("/actuator/health/readiness").status(200).has("/status", "UP");
        crm.get("/actuator/env").problem(404, "no_encontrado");
    }

    @Test
    void whileTheDatabaseIsAwayItSaysSoAndThenGoesOn() throws SQLException {
        String id = crm.unCliente();
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("alter role crm_app nologin");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'crm_app'");
            try {
                assertThat(crm.get("/api/crm/clientes/" + id)
                                .problem(503, "no_disponible")
                                .header("Retry-After"))
                        .isEqualTo("5");
                crm.put("/api/crm/clientes/" + id, "{\"notas\":\"n\"}").problem(503, "no_disponible");
                crm.get("/health").status(503).has("/status", "unhealthy").lacks("/details/db/error");
            } finally {
                statement.execute("alter role crm_app login");
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        crm.put("/api/crm/clientes/" + id, "{\"notas\":\"n\"}").status(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table crm.otra (id int)",
                "alter table crm.cliente add column x int",
                "drop table crm.actividad",
                "update crm.actividad set factura_numero = 'otra'",
                "delete from crm.cambio_oportunidad",
                "delete from crm.event_log",
                "delete from crm.checkpoint",
                "update crm.checkpoint set digest = digest",
                "delete from crm.checkpoint_reading",
                "delete from crm.replay",
                "update crm.replay set reason = 'otra'",
                "delete from crm.inbox",
                "delete from crm.factura_conocida",
                "delete from crm.reconstruccion",
                "truncate crm.sombra_evento",
                "insert into crm.factura_olvidada values (gen_random_uuid())",
                "create table factura.otra (id int)",
                "select * from factura.flyway_schema_history",
                "create schema otro",
                "create temporary table t (id int)",
                "create function crm.f() returns int language sql as 'select 1'",
                "create extension hstore schema crm",
                "copy crm.cliente to program 'cat'",
                "copy crm.cliente to '/tmp/clientes'",
                "select pg_read_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "select * from pg_authid",
                "set role crm_owner",
                "set role factura_app",
                "grant crm_owner to crm_app",
                "alter role crm_app superuser",
                "alter role factura_app password 'mine'",
                "alter system set log_statement = 'all'",
                "set session_replication_role = replica",
                "alter table crm.cliente disable trigger all",
                "update crm.flyway_schema_history set success = false",
                "truncate crm.event_log",
                "truncate crm.inbox",
                "truncate crm.cambio_oportunidad",
                "delete from crm.supresion",
                "select * from factura.factura"
            })
    void itsRoleMayWorkInItsTablesAndNothingElse(String sql) throws SQLException {
        try (Connection app = TestDatabase.instance().connect("crm_app");
                var statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void whatItsRoleMayChangeIsListedAndAllElseIsAppendOnly() throws SQLException {
        assertThat(Privileges.toChange("crm", "crm_app")).containsExactly("""
                        actividad: update (cliente_id, tipo, titulo, descripcion, fecha, completada, responsable, notas, \
                        version), delete
                        campo: update (etiqueta, opciones, version), delete
                        checkpoint: update (verified, repeated_at, repeats)
                        checkpoint_reading: update
                        clave: update (pista, huella, huella_anterior, anterior_hasta, revocada_en, ultimo_uso)
                        cliente: update, delete
                        cliente_fusionado: update (destino_id)
                        cliente_importado: update (cliente_id)
                        contacto: update (cliente_id), delete
                        entrega_webhook: update, delete
                        factura_conocida: update
                        importacion: update, delete
                        importacion_clave: delete
                        log_reader_cursor: update
                        oportunidad: update, delete
                        parked_event: update (event_id, source, type, aggregate_id, reason, tries, tried_at), delete
                        peticion_hecha: update, delete
                        reconstruccion: update (estado, fin, pedidos, pedido_en, respondida, en_vano, ultimo_en, recibidos, \
                        fallo, diferencias)
                        relay_cursor: update
                        replay: update (position, sent, done_at, announced)
                        sombra_factura: update, delete
                        sombra_facturado: update
                        stream_check: update, delete
                        webhook: update, delete""".split("\n"));
    }
}
