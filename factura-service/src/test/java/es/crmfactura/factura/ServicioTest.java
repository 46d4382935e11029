package es.crmfactura.factura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.testing.Privileges;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FacturaTest
class ServicioTest {

    @Autowired
    private ShopProgram shop;

    @Test
    void itSaysWhoItIsAndHowItIs() {
        shop.get("/").status(200).has("/status", "ok").has("/docs", "/docs");
        shop.get("/api/version").status(200).has("/name", "factura-service");
        shop.get("/health")
                .status(200)
                .has("/status", "healthy")
                .has("/service", "factura-service")
                .has("/details/db/status", "UP")
                .has("/details/messaging/status", "UP");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/facturas, get post",
        "/api/facturas/{id}, get put delete",
        "/api/facturas/{id}/emitir, post",
        "/api/facturas/{id}/anular, post",
        "/api/facturas/{id}/rectificar, post",
        "/api/facturas/canjear, post",
        "/api/facturas/numero/{numero}, get",
        "/api/facturas/lotes, get post",
        "/api/facturas/lotes/{id}, get",
        "/api/facturas/lotes/{id}/progreso, get",
        "/api/facturas/lotes/{id}/facturas, get",
        "/api/facturas/lotes/{id}/rechazadas, get",
        "/api/facturas/lotes/{id}/pausar, post",
        "/api/facturas/lotes/{id}/reanudar, post",
        "/api/facturas/lotes/{id}/cancelar, post",
        "/api/facturas/{id}/pdf, get",
        "/api/facturas/{id}/facturae.xml, get",
        "/api/facturas/{id}/qr.png, get",
        "/api/facturas/{id}/qr.svg, get",
        "/api/facturas/{id}/enviar, post",
        "/api/facturas/{id}/envios, get",
        "/api/facturas/{id}/verifactu.xml, get",
        "/api/verifactu/cadena, get",
        "/api/verifactu/estado, get",
        "/api/verifactu/registros, get",
        "/api/verifactu/registros/{id}/subsanar, post",
        "/api/facturas/{id}/pagos, get post",
        "/api/pagos, get",
        "/api/pagos/{id}/devolver, post",
        "/api/recordatorios, get",
        "/api/recurrentes, get post",
        "/api/recurrentes/{id}, get put delete",
        "/api/recurrentes/{id}/pausar, post",
        "/api/recurrentes/{id}/reanudar, post",
        "/api/clientes, get",
        "/api/emisor, get put",
        "/api/emisor/logo, get put delete",
        "/api/series, get",
        "/api/reportes/ventas, get",
        "/api/reportes/clientes, get",
        "/api/reportes/cobros-pendientes, get",
        "/api/reportes/prevision-cobros, get",
        "/api/reportes/iva, get",
        "/api/reportes/347, get",
        "/api/reportes/libro-registro, get",
        "/api/eventos/conciliacion, get",
        "/api/eventos/{id}, get",
        "/api/eventos/reenvios, post",
        "/api/eventos/reenvios/{id}, get",
        "/api/eventos/aparcados, get",
        "/api/eventos/aparcados/{id}, get",
        "/api/eventos/aparcados/{id}/reintentar, post",
        "/api/eventos/aparcados/{id}/descartar, post",
        "/api/eventos/aparcados/reintentar, post",
        "/api/eventos/aparcados/decisiones, get",
        "/health, get",
        "/api/version, get"
    })
    void everyOperationIsInTheDocument(String path, String methods) {
        JsonNode paths = shop.get("/openapi.json").status(200).at("/paths");
        assertThat(paths.path(path).propertyNames()).containsExactlyInAnyOrder(methods.split(" "));
    }

    @Test
    void everyOperationIsDocumentedInSpanish() {
        var document = shop.get("/openapi.json").status(200);
        for (JsonNode path : document.at("/paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.at("/summary").asString())
                        .as(operation.toString())
                        .isNotBlank()
                        .doesNotContainPattern("\\b(the|an|of|get|list|invoice)\\b");
            }
        }
        document.has("/components/schemas/NuevaFactura/required", List.of("items"))
                .has("/paths/~1api~1facturas~1{id}/get/responses/404/description", "No existe");
    }

    @Test
    void aReportIsAlsoDocumentedAsAFile() {
        JsonNode contenido = shop.get("/openapi.json")
                .status(200)
                .at("/paths/~1api~1reportes~1libro-registro/get/responses/200/content");
        assertThat(contenido.propertyNames())
                .containsExactlyInAnyOrder(
                        "application/json",
                        "text/csv",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(contenido.at("/application~1json/schema/$ref").asString()).endsWith("/LibroRegistro");
    }

    @Test
    void itsEventsAreDocumented() {
        shop.get("/eventos/asyncapi.json").status(200).has("/asyncapi", "3.0.0");
        shop.get("/eventos/FacturaEmitida.v1.schema.json").status(200).has("/type", "object");
    }

    @Test
    void itIsMeasured() {
        assertThat(shop.get("/actuator/prometheus").status(200).response().body())
                .contains(
                        "jvm_memory_used_bytes",
                        "messaging_relay_lag_seconds",
                        "messaging_relay_lag_events",
                        "verifactu_pending_age_seconds");
        shop.get("/actuator/health/readiness").status(200).has("/status", "UP");
        shop.get("/actuator/env").problem(404, "no_encontrado");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table factura.otra (id int)",
                "alter table factura.factura add column x int",
                "alter table factura.factura disable trigger all",
                "drop table factura.pago",
                "update factura.pago set importe = 1",
                "delete from factura.pago",
                "delete from factura.serie",
                "delete from factura.envio",
                "update factura.envio set para = 'otro@example.com'",
                "insert into factura.por_sumar values (gen_random_uuid(), gen_random_uuid(), null, null, 1)",
                "update factura.suma_diaria set base = 0",
                "delete from factura.suma_mensual",
                "select factura.rehacer_sumas()",
                "delete from factura.oportunidad_facturada",
                "update factura.oportunidad_facturada set titulo = titulo",
                "update factura.borrador set creado_en = now()",
                "update factura.lote set total = total, simulacion = false",
                "update factura.lote_fila set contenido = null",
                "delete from factura.lote_factura",
                "update factura.factura_referencia set referencia = referencia",
                "delete from factura.factura_referencia",
                "delete from factura.factura_vencida",
                "update factura.factura_vencida set avisada_en = now()",
                "delete from factura.recurrente_emision",
                "update factura.recurrente_emision set factura_id = gen_random_uuid()",
                "update factura.recurrente set creada_en = now()",
                "delete from factura.event_log",
                "delete from factura.checkpoint",
                "update factura.checkpoint set digest = digest",
                "delete from factura.checkpoint_reading",
                "delete from factura.replay",
                "update factura.replay set reason = 'otra'",
                "delete from factura.inbox",
                "create table crm.otra (id int)",
                "select * from crm.flyway_schema_history",
                "create schema otro",
                "create temporary table t (id int)",
                "create function factura.f() returns int language sql as 'select 1'",
                "create extension hstore schema factura",
                "copy factura.cliente to program 'cat'",
                "copy factura.cliente to '/tmp/clientes'",
                "select pg_read_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "select * from pg_authid",
                "set role factura_owner",
                "set role crm_app",
                "grant factura_owner to factura_app",
                "alter role factura_app superuser",
                "alter role crm_app password 'mine'",
                "alter system set log_statement = 'all'",
                "set session_replication_role = replica",
                "alter table factura.cliente disable trigger all",
                "update factura.flyway_schema_history set success = false",
                "truncate factura.event_log",
                "truncate factura.inbox",
                "truncate factura.verifactu_registro",
                "update factura.verifactu_registro set huella = huella",
                "delete from factura.verifactu_registro",
                "delete from factura.verifactu_cadena",
                "update factura.factura set total = 0",
                "update factura.factura set fecha = fecha",
                "delete from factura.factura",
                "truncate factura.factura cascade",
                "update factura.factura_linea set precio = 0",
                "delete from factura.factura_impuesto",
                "select * from crm.cliente"
            })
    void itsRoleMayWorkInItsTablesAndNothingElse(String sql) throws SQLException {
        try (Connection app = TestDatabase.instance().connect("factura_app");
                var statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void whatItsRoleMayChangeIsListedAndAllElseIsAppendOnly() throws SQLException {
        assertThat(Privileges.toChange("factura", "factura_app")).containsExactly("""
                        borrador: update (version, cliente_crm_id, contenido), delete
                        checkpoint: update (verified, repeated_at, repeats)
                        checkpoint_reading: update
                        clave: update (pista, huella, huella_anterior, anterior_hasta, revocada_en, ultimo_uso)
                        cliente: update
                        emisor: update
                        emisor_logo: update, delete
                        entrega_webhook: update, delete
                        envio: update (estado, intentos, proximo_intento, error, enviado_en)
                        factura: update (cliente_crm_id, pagado, version, anulada_en, motivo_anulacion, compensado, sustituida_por)
                        log_reader_cursor: update
                        lote: update (columnas_desconocidas, estado, motivo, total, validadas, emitidas, repetidas, \
                        rechazadas, ultima_fecha, ultima_fila, tramo_desde, tramo_hechas, avanzado_en, fecha_fin), delete
                        pago: update (fecha_devolucion, motivo_devolucion)
                        parked_event: update (event_id, source, type, aggregate_id, reason, tries, tried_at), delete
                        peticion_hecha: update, delete
                        recurrente: update (version, periodicidad, inicio, dia, fin, cliente_crm_id, contenido, pausada, \
                        proxima, ultima), delete
                        recurrente_emision: update (intentos, fallo_codigo, fallo, fallo_en)
                        relay_cursor: update
                        replay: update (position, sent, done_at, announced)
                        serie: update
                        stream_check: update, delete
                        verifactu_cadena: update (posicion, huella, generado)
                        verifactu_envio: update
                        verifactu_remision: update
                        webhook: update, delete""".split("\n"));
    }
}
