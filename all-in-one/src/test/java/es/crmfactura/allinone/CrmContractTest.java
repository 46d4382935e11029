package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What programs that were written for an older CRM send and rely on, row by row of the contract. */
class CrmContractTest {

    private static final String CLIENTES = "/api/crm/clientes";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final RunningServices SERVICES = new RunningServices();

    private static Http http;

    /** Nobody else has it, also where the services have been at work before. */
    private final String unico = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        http = SERVICES.http();
    }

    // GET /, /health, /api/version, /docs, /openapi.json

    @Test
    void theRootSaysThatAllIsWellAndWhereTheDocumentationIs() {
        JsonNode root = http.crm("/").expect(200).body();

        assertThat(text(root, "status")).isEqualTo("ok");
        assertThat(names(root)).contains("message", "version", "docs");
    }

    @Test
    void healthAndVersionAreAnswered() {
        JsonNode health = http.crm("/health").expect(200).body();
        assertThat(text(health, "status")).isEqualTo("healthy");
        assertThat(names(health)).contains("service");
        assertThat(names(http.crm("/api/version").expect(200).body())).contains("version", "name");
    }

    @Test
    void theDocumentationIsThere() {
        JsonNode document = http.crm("/openapi.json").expect(200).body();

        assertThat(text(document, "openapi")).startsWith("3.1");
        assertThat(names(document.get("paths"))).contains(CLIENTES, CLIENTES + "/{id}", "/api/crm/resumen");
        assertThat(http.crm("/docs").status()).isIn(200, 302);
    }

    // POST /api/crm/clientes

    @Test
    void aClientNeedsANameAlone() {
        Http.Answer answer = http.crm("POST", CLIENTES, "{\"nombre_completo\": \"Solo Nombre %s\"}".formatted(unico))
                .expect(201);
        JsonNode cliente = answer.body();

        assertThat(answer.header("Location")).endsWith(CLIENTES + "/" + text(cliente, "id"));
        assertThat(text(cliente, "tipo_cliente")).isEqualTo("empresa");
        assertThat(text(cliente, "estado")).isEqualTo("prospecto");
        assertThat(cliente.get("credito_disponible").decimalValue()).isEqualByComparingTo("0");
        assertThat(cliente.get("contactos")).isEmpty();
        assertThat(cliente.get("tasa_pagos_a_tiempo").isNull()).isTrue();
        assertThat(names(cliente))
                .contains(
                        "fecha_creacion",
                        "fecha_actualizacion",
                        "total_facturado",
                        "numero_facturas",
                        "promedio_venta",
                        "dias_desde_ultimo_contacto",
                        "saldo_pendiente",
                        "actividades_recientes",
                        "oportunidades");
        assertThat(OffsetDateTime.parse(text(cliente, "fecha_creacion")))
                .isBefore(OffsetDateTime.now().plusMinutes(1));
    }

    @Test
    void allFieldsAreKeptAndUnknownOnesIgnored() {
        JsonNode cliente = http.createInCrm(CLIENTES, """
                {"nombre_completo": "Ana %1$s", "razon_social": "Ana S.L.", "tipo_cliente": "autonomo", "email": "Ana%1$s@Example.com",
                 "cif_nif": " es%1$sa ", "estado": "activo", "segmento": "pyme", "sector_industria": "textil",
                 "website": "https://ana.example", "notas": "n", "credito_disponible": "1500.5", "limite_riesgo": {"x": [1]},
                 "contactos": [{"tipo": "telefono", "valor": "600 100 200"}, {"tipo": "telefono", "valor": "600 100 200"}]}""".formatted(unico));

        assertThat(text(cliente, "tipo_cliente")).isEqualTo("autonomo");
        assertThat(text(cliente, "cif_nif")).isEqualTo("ES" + unico.toUpperCase(Locale.ROOT) + "A");
        assertThat(cliente.get("cif_nif_valido").booleanValue()).isFalse();
        assertThat(cliente.get("credito_disponible").decimalValue()).isEqualByComparingTo("1500.50");
        assertThat(cliente.get("contactos").findValuesAsString("valor")).containsOnly("600 100 200");
        assertThat(names(cliente)).doesNotContain("limite_riesgo");
        for (String campo : List.of("razon_social", "segmento", "sector_industria", "website", "notas")) {
            assertThat(text(cliente, campo)).as(campo).isNotEmpty();
        }
    }

    @Test
    void aTaxIdWithAWrongControlLetterIsTaken() {
        JsonNode cliente = http.createInCrm(
                CLIENTES, "{\"nombre_completo\": \"Letra %1$s\", \"cif_nif\": \"ES%1$s678A\"}".formatted(unico));

        assertThat(cliente.get("cif_nif_valido").booleanValue()).isFalse();
    }

    @Test
    void theSameEmailOrTaxIdIsRefusedWithTheIdOfTheOneThatExists() {
        String id = cliente("\"email\": \"dos%1$s@example.com\", \"cif_nif\": \"X%1$s\"");
        for (String repetido :
                List.of("\"email\": \"DOS%s@example.com\"".formatted(unico), "\"cif_nif\": \"x%s\"".formatted(unico))) {
            Http.Answer answer = http.crm(
                    "POST", CLIENTES, "{\"nombre_completo\": \"Otro %s\", %s}".formatted(UUID.randomUUID(), repetido));

            problem(answer, 409);
            assertThat(text(answer.body(), "id")).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', nombre_completo",
        "'{\"nombre_completo\": \" \"}', nombre_completo",
        "'{\"nombre_completo\": \"n\", \"email\": \"sin arroba\"}', email",
        "'{\"nombre_completo\": \"n\", \"estado\": \"dormido\"}', estado",
        "'{\"nombre_completo\": \"n\", \"tipo_cliente\": \"ong\"}', tipo_cliente",
        "'{\"nombre_completo\": \"n\", \"credito_disponible\": \"mucho\"}', credito_disponible"
    })
    void aFieldAtFaultIsNamedAndNothingIsWritten(String body, String campo) {
        int antes = total("");
        Http.Answer answer = http.crm("POST", CLIENTES, body);

        problem(answer, 422);
        assertThat(answer.body().get("errores").findValuesAsString("campo")).contains(campo);
        assertThat(total("")).isEqualTo(antes);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        problem(http.crm("POST", CLIENTES, "{\"nombre_completo\": "), 400);
        problem(http.crm("POST", CLIENTES, "<cliente/>", "Content-Type", "application/xml"), 415);
    }

    // GET /api/crm/clientes

    @Test
    void aListHasItsTotalAndTheNewestChangeFirst() {
        String primero = cliente("\"segmento\": \"s%1$s\"");
        String segundo = cliente("\"segmento\": \"s%1$s\", \"estado\": \"activo\"");
        http.crm("PUT", CLIENTES + "/" + primero, "{\"notas\": \"cambiado\"}").expect(200);

        JsonNode lista = http.crm(CLIENTES + "?segmento=s" + unico).expect(200).body();
        assertThat(lista.get("clientes").findValuesAsString("id"))
                .startsWith(primero)
                .contains(segundo);
        assertThat(lista.get("total").intValue()).isEqualTo(2);
        assertThat(lista.get("skip").intValue()).isZero();
        assertThat(lista.get("limit").intValue()).isEqualTo(50);
        assertThat(names(lista.at("/clientes/0"))).contains("contactos", "actividades_recientes", "oportunidades");

        assertThat(ids("?skip=1&limit=1&segmento=s" + unico)).containsExactly(segundo);
        assertThat(ids("?estado=activo&segmento=s" + unico)).containsExactly(segundo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"muÑoz %s", "MUNOZ %s", "pana%s@", "sociedad %s"})
    void clientsAreFoundByNameEmailAndRazonSocialWithoutAccentsOrCase(String texto) {
        String id = http.createInCrm(CLIENTES, """
                        {"nombre_completo": "Panadería Muñoz %1$s", "email": "pana%1$s@example.com",
                         "razon_social": "Sociedad %1$s, S.L."}""".formatted(unico)).get("id").asString();

        assertThat(ids("?buscar=" + URLEncoder.encode(texto.formatted(unico), StandardCharsets.UTF_8)))
                .containsExactly(id);
    }

    @Test
    void clientsAreFoundByEmailAndByTaxId() {
        String id = cliente("\"email\": \"por%1$s@example.com\", \"cif_nif\": \"Z%1$s\"");

        assertThat(ids("?email=POR" + unico + "@example.com")).containsExactly(id);
        assertThat(ids("?cif_nif=z" + unico)).containsExactly(id);
        assertThat(text(
                        http.crm(CLIENTES + "/buscar/email/por" + unico + "@example.com")
                                .expect(200)
                                .body(),
                        "id"))
                .isEqualTo(id);
        problem(http.crm(CLIENTES + "/buscar/email/nadie" + unico + "@example.com"), 404);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, 422", "limit=101, 422", "skip=-1, 422", "estado=dormido, 400", "color=rojo, 400"})
    void aListThatCannotBeIsRefused(String query, int status) {
        problem(http.crm(CLIENTES + "?" + query), status);
    }

    // GET, PUT, PATCH, DELETE /api/crm/clientes/{id}

    @ParameterizedTest
    @ValueSource(strings = {"1", "00000000-0000-0000-0000-000000000000", "no-es-un-uuid", "%F0%9F%98%80", "1e9"})
    void anIdThatNamesNobodyIsNotFoundWhateverItsShape(String id) {
        problem(http.crm(CLIENTES + "/" + id), 404);
        problem(http.crm("PUT", CLIENTES + "/" + id, "{\"notas\": \"n\"}"), 404);
        problem(http.crm("DELETE", CLIENTES + "/" + id, ""), 404);
        problem(http.crm("POST", CLIENTES + "/" + id + "/actividades", "{\"tipo\": \"nota\", \"titulo\": \"t\"}"), 404);
        problem(http.crm(CLIENTES + "/" + id + "/actividades"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void onlyWhatIsSentChangesAndNullClears(String method) {
        String id = cliente("\"segmento\": \"pyme\", \"notas\": \"n\", \"email\": \"cambio%1$s@example.com\"");

        JsonNode cliente = http.crm(
                        method, CLIENTES + "/" + id, "{\"notas\": null, \"estado\": \"activo\", \"id\": \"otro\"}")
                .expect(200)
                .body();

        assertThat(text(cliente, "id")).isEqualTo(id);
        assertThat(cliente.get("notas").isNull()).isTrue();
        assertThat(text(cliente, "estado")).isEqualTo("activo");
        assertThat(text(cliente, "segmento")).isEqualTo("pyme");
        assertThat(text(cliente, "email")).isEqualTo("cambio" + unico + "@example.com");
    }

    @Test
    void whoIsDeletedIsGoneWithAllThatBelongedToIt() {
        String id = cliente("\"notas\": \"n\"");
        http.createInCrm(CLIENTES + "/" + id + "/contactos", "{\"tipo\": \"email\", \"valor\": \"a@example.com\"}");
        http.createInCrm(CLIENTES + "/" + id + "/actividades", "{\"tipo\": \"nota\", \"titulo\": \"t\"}");
        http.createInCrm(CLIENTES + "/" + id + "/oportunidades", "{\"titulo\": \"o\", \"valor_estimado\": 1}");

        assertThat(http.crm("DELETE", CLIENTES + "/" + id, "").expect(204).text())
                .isEmpty();

        for (String parte : List.of("", "/contactos", "/actividades", "/oportunidades")) {
            problem(http.crm(CLIENTES + "/" + id + parte), 404);
        }
    }

    // contactos

    @Test
    void contactosAreAnArray() {
        String id = cliente("\"notas\": \"n\"");
        JsonNode contacto = http.createInCrm(CLIENTES + "/" + id + "/contactos", """
                {"tipo": "movil", "valor": "600 300 400", "principal": true, "verificado": true, "nombre": "Luz", "cargo": "Jefa"}""");

        JsonNode contactos =
                http.crm(CLIENTES + "/" + id + "/contactos").expect(200).body();
        assertThat(contactos.isArray()).isTrue();
        assertThat(contactos).containsExactly(contacto);
        assertThat(text(contacto, "cargo")).isEqualTo("Jefa");
        problem(http.crm("POST", CLIENTES + "/" + id + "/contactos", "{\"tipo\": \"fax\", \"valor\": \"1\"}"), 422);
    }

    // actividades

    @ParameterizedTest
    @ValueSource(strings = {"llamada", "email", "reunion", "tarea", "nota", "venta", "pago"})
    void anActividadOfEachKindIsWritten(String tipo) {
        String id = cliente("\"notas\": \"n\"");

        JsonNode actividad = http.createInCrm(CLIENTES + "/" + id + "/actividades", """
                {"tipo": "%s", "titulo": "Pago recibido - Factura #7", "descripcion": "Pago de €12.10", "completada": true}""".formatted(tipo));

        assertThat(text(actividad, "tipo")).isEqualTo(tipo);
        assertThat(text(actividad, "origen")).isEqualTo("manual");
        assertThat(actividad.get("completada").booleanValue()).isTrue();
    }

    @Test
    void aDateTimeWithoutAnOffsetIsOfMadrid() {
        String id = cliente("\"notas\": \"n\"");

        JsonNode actividad = http.createInCrm(CLIENTES + "/" + id + "/actividades", """
                {"tipo": "nota", "titulo": "t", "fecha": "2026-11-22T10:15:30.123456"}""");

        assertThat(OffsetDateTime.parse(text(actividad, "fecha")))
                .isEqualTo(OffsetDateTime.parse("2026-11-22T10:15:30.123456+01:00"));
    }

    @Test
    void actividadesAreAnArrayOfTheLatestTwenty() {
        String id = cliente("\"notas\": \"n\"");
        for (int dia = 1; dia <= 22; dia++) {
            http.createInCrm(
                    CLIENTES + "/" + id + "/actividades",
                    "{\"tipo\": \"nota\", \"titulo\": \"%1$d\", \"fecha\": \"2026-10-%1$02dT10:00:00\"}"
                            .formatted(dia));
        }

        JsonNode actividades =
                http.crm(CLIENTES + "/" + id + "/actividades").expect(200).body();
        assertThat(actividades.isArray()).isTrue();
        assertThat(actividades).hasSize(20);
        assertThat(text(actividades.get(0), "titulo")).isEqualTo("22");
        assertThat(http.crm(CLIENTES + "/" + id + "/actividades?limit=3").body())
                .hasSize(3);
        JsonNode cliente = http.crm(CLIENTES + "/" + id).body();
        assertThat(cliente.get("actividades_recientes")).hasSize(5);
        assertThat(http.crm(CLIENTES + "?limit=1&buscar=" + unico).body().at("/clientes/0/actividades_recientes"))
                .hasSize(3);
    }

    // oportunidades

    @Test
    void anOportunidadNeedsNoClosingDateAndOnlyOpenOnesAreListed() {
        String id = cliente("\"notas\": \"n\"");
        JsonNode abierta = http.createInCrm(
                CLIENTES + "/" + id + "/oportunidades", "{\"titulo\": \"Horno\", \"valor_estimado\": \"900.5\"}");
        JsonNode perdida = http.createInCrm(CLIENTES + "/" + id + "/oportunidades", """
                {"titulo": "Nevera", "valor_estimado": 100, "estado": "perdida", "probabilidad_cierre": 0, "productos": ["Nevera"],
                 "fecha_cierre_esperada": "2026-12-01T00:00:00"}""");

        assertThat(text(abierta, "estado")).isEqualTo("inicial");
        assertThat(abierta.get("valor_estimado").decimalValue()).isEqualByComparingTo("900.50");
        assertThat(abierta.get("fecha_cierre_esperada").isNull()).isTrue();
        JsonNode abiertas =
                http.crm(CLIENTES + "/" + id + "/oportunidades").expect(200).body();
        assertThat(abiertas.isArray()).isTrue();
        assertThat(abiertas.findValuesAsString("id")).containsExactly(text(abierta, "id"));
        assertThat(http.crm(CLIENTES + "/" + id + "/oportunidades?estado=perdida")
                        .body()
                        .findValuesAsString("id"))
                .containsExactly(text(perdida, "id"));
        assertThat(http.crm(CLIENTES + "/" + id).body().get("oportunidades").findValuesAsString("id"))
                .containsExactly(text(abierta, "id"));
        problem(http.crm("POST", CLIENTES + "/" + id + "/oportunidades", "{\"titulo\": \"o\"}"), 422);
    }

    // resumen

    @Test
    void theResumenSaysHowAllIsGoing() {
        cliente("\"estado\": \"activo\"");

        JsonNode resumen = http.crm("/api/crm/resumen").expect(200).body();
        assertThat(names(resumen))
                .contains(
                        "total_clientes",
                        "clientes_activos",
                        "clientes_nuevos_mes",
                        "valor_total_facturado",
                        "valor_oportunidades_abiertas",
                        "promedio_dias_pago",
                        "clientes_morosos",
                        "actividades_pendientes",
                        "oportunidades_proximas_cerrar");
        assertThat(resumen.get("total_clientes").intValue()).isPositive();
        assertThat(resumen.get("clientes_activos").intValue()).isPositive();
    }

    // what billing's events become

    @Test
    void anInvoiceAndItsPaymentReadAsOlderProgramsWroteThemByHand() {
        JsonNode factura = http.createInFactura("/api/facturas", """
                {"cliente": {"nombre_completo": "Bar %1$s", "email": "bar%1$s@example.com"},
                 "items": [{"descripcion": "Café", "cantidad": 10, "precio": 10, "iva": 10}]}""".formatted(unico));
        http.createInFactura("/api/facturas/" + text(factura, "id") + "/pagos", "{\"importe\": 50}");
        String numero = text(factura, "numero");

        String id = await().atMost(PATIENCE)
                .until(() -> ids("?email=bar" + unico + "@example.com"), found -> !found.isEmpty())
                .get(0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                http.crm(CLIENTES + "/" + id + "/actividades").body())
                        .hasSize(2));
        JsonNode actividades = http.crm(CLIENTES + "/" + id + "/actividades").body();
        assertThat(actividades.findValuesAsString("tipo")).containsExactlyInAnyOrder("venta", "pago");
        assertThat(actividades.findValuesAsString("titulo"))
                .containsExactlyInAnyOrder("Factura #" + numero, "Pago recibido - Factura #" + numero);
        assertThat(actividades.findValuesAsString("descripcion"))
                .containsExactlyInAnyOrder("Factura por €110.00", "Pago de €50.00");
        assertThat(actividades.findValuesAsString("factura_numero")).containsOnly(numero);
        actividades.forEach(actividad -> {
            assertThat(text(actividad, "origen")).isEqualTo("evento");
            assertThat(actividad.get("completada").booleanValue()).isTrue();
            assertThat(names(actividad)).contains("evento_id", "importe");
        });
    }

    // GET /api/eventos/aparcados, /{id}, /decisiones, POST /reintentar, /{id}/reintentar, /{id}/descartar

    @Test
    void aboutWhatIsParkedSomebodyDecidesAndSaysWhy() {
        String orden = "{\"quien\": \"contrato\", \"motivo\": \"por probar\"}";
        String aparcados = "/api/eventos/aparcados";
        assertThat(http.crm(aparcados + "?limit=1")
                        .expect(200)
                        .body()
                        .at("/total")
                        .isNumber())
                .isTrue();
        assertThat(http.crm(aparcados + "/decisiones")
                        .expect(200)
                        .body()
                        .at("/decisiones")
                        .isArray())
                .isTrue();
        assertThat(http.crm("POST", aparcados + "/reintentar?tipo=ninguno", orden)
                        .expect(200)
                        .body()
                        .at("/aplicados")
                        .asInt())
                .isZero();
        problem(http.crm("POST", aparcados + "/reintentar", "{\"quien\": \"contrato\"}"), 422);
        problem(http.crm(aparcados + "/999999999"), 404);
        problem(http.crm("POST", aparcados + "/999999999/reintentar", orden), 404);
        problem(http.crm("POST", aparcados + "/999999999/descartar", orden), 404);
    }

    // POST /api/crm/reconstruir, GET /api/crm/reconstrucciones, /{id}

    @Test
    void whatIsKnownOfInvoicesIsRebuiltAndWhatWasWrongIsSaid() {
        Http.Answer pedida = http.crm(
                        "POST", "/api/crm/reconstruir", "{\"quien\": \"contrato\", \"motivo\": \"por probar\"}")
                .expect(202);
        String una = pedida.header("Location").replaceFirst(".*(?=/api/)", "");

        assertThat(una).isEqualTo("/api/crm/reconstrucciones/" + text(pedida.body(), "id"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text(http.crm(una).expect(200).body(), "estado"))
                        .isEqualTo("terminada"));
        assertThat(names(http.crm(una).body()))
                .contains("quien", "motivo", "inicio", "fin", "esperados", "recibidos", "fallo", "diferencias");
        assertThat(http.crm("/api/crm/reconstrucciones")
                        .expect(200)
                        .body()
                        .get("total")
                        .asInt())
                .isPositive();
        problem(http.crm("POST", "/api/crm/reconstruir", "{\"quien\": \"contrato\"}"), 422);
        problem(http.crm("/api/crm/reconstrucciones/" + UUID.randomUUID()), 404);
    }

    // GET /api/eventos/conciliacion, /api/eventos/{id}, /api/eventos/reenvios/{id}, POST /api/eventos/reenvios

    @Test
    void whatIsToldIsReconciledAndCanBeToldOnceMore() {
        JsonNode flujos =
                http.crm("/api/eventos/conciliacion").expect(200).body().at("/flujos");
        assertThat(flujos.findValuesAsString("publica")).contains("crm", "factura");
        assertThat(http.crm("/api/eventos/" + UUID.randomUUID())
                        .expect(404)
                        .body()
                        .at("/codigo")
                        .asString())
                .isEqualTo("evento_desconocido");

        Http.Answer reenvio = http.crm("POST", "/api/eventos/reenvios", """
            {"pedido_por": "contrato", "motivo": "por probar", "tipo": "es.crmfactura.ClienteCreado.v1",
             "desde": "2026-01-01"}""").expect(202);

        await().atMost(PATIENCE)
                .until(() -> http.crm(reenvio.header("Location"))
                        .expect(200)
                        .body()
                        .at("/estado")
                        .asString()
                        .equals("terminado"));
        problem(http.crm("POST", "/api/eventos/reenvios", "{\"pedido_por\": \"contrato\", \"motivo\": \"todo\"}"), 422);
    }

    private String cliente(String campos) {
        return text(
                http.createInCrm(
                        CLIENTES,
                        "{\"nombre_completo\": \"Cliente %s %s\", %s}"
                                .formatted(unico, UUID.randomUUID(), campos.formatted(unico))),
                "id");
    }

    private static void problem(Http.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(names(answer.body())).contains("type", "title", "status", "detail", "codigo");
    }

    private static int total(String query) {
        return http.crm(CLIENTES + query).expect(200).body().get("total").intValue();
    }

    private static List<String> ids(String query) {
        return http.crm(CLIENTES + query)
                .expect(200)
                .body()
                .get("clientes")
                .valueStream()
                .map(cliente -> text(cliente, "id"))
                .toList();
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
