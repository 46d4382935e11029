package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What programs rely on of billing, row by row of its contract. */
class FacturaContractTest {

    private static final String FACTURAS = "/api/facturas";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOY = LocalDate.now(ZoneId.of("Europe/Madrid")).toString();

    @RegisterExtension
    static final RunningServices SERVICES = new RunningServices();

    private static Http http;

    /** Nobody else has it, also where the services have been at work before. */
    private final String unico = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        http = SERVICES.http();
    }

    // GET /health, /docs, /api/version, GET and PUT /emisor

    @Test
    void itSaysHowItIsAndWhereItsDocumentationIs() {
        assertThat(http.factura("/health").expect(200).body().at("/status").asString())
                .isEqualTo("healthy");
        assertThat(http.factura("/api/version").expect(200).body().at("/name").asString())
                .isEqualTo("factura-service");
        assertThat(http.factura("/docs").status()).isIn(200, 302);
    }

    // GET /api/eventos/aparcados, /{id}, /decisiones, POST /reintentar, /{id}/reintentar, /{id}/descartar

    @Test
    void aboutWhatIsParkedSomebodyDecidesAndSaysWhy() {
        String orden = "{\"quien\": \"contrato\", \"motivo\": \"por probar\"}";
        String aparcados = "/api/eventos/aparcados";
        assertThat(http.factura(aparcados + "?limit=1")
                        .expect(200)
                        .body()
                        .at("/total")
                        .isNumber())
                .isTrue();
        assertThat(http.factura(aparcados + "/decisiones")
                        .expect(200)
                        .body()
                        .at("/decisiones")
                        .isArray())
                .isTrue();
        assertThat(http.factura("POST", aparcados + "/reintentar?tipo=ninguno", orden)
                        .expect(200)
                        .body()
                        .at("/aplicados")
                        .asInt())
                .isZero();
        problem(http.factura("POST", aparcados + "/reintentar", "{\"quien\": \"contrato\"}"), 422);
        problem(http.factura(aparcados + "/999999999"), 404);
        problem(http.factura("POST", aparcados + "/999999999/reintentar", orden), 404);
        problem(http.factura("POST", aparcados + "/999999999/descartar", orden), 404);
    }

    // GET /api/eventos/conciliacion, /api/eventos/{id}, /api/eventos/reenvios/{id}, POST /api/eventos/reenvios

    @Test
    void whatIsToldIsReconciledAndCanBeToldOnceMore() {
        JsonNode flujos =
                http.factura("/api/eventos/conciliacion").expect(200).body().at("/flujos");
        assertThat(flujos.findValuesAsString("publica")).contains("crm", "factura");
        assertThat(http.factura("/api/eventos/" + UUID.randomUUID())
                        .expect(404)
                        .body()
                        .at("/codigo")
                        .asString())
                .isEqualTo("evento_desconocido");

        Http.Answer reenvio = http.factura("POST", "/api/eventos/reenvios", """
            {"pedido_por": "contrato", "motivo": "por probar", "tipo": "es.crmfactura.FacturaEmitida.v1",
             "desde": "2026-01-01"}""").expect(202);

        await().atMost(PATIENCE)
                .until(() -> http.factura(reenvio.header("Location"))
                        .expect(200)
                        .body()
                        .at("/estado")
                        .asString()
                        .equals("terminado"));
        problem(
                http.factura("POST", "/api/eventos/reenvios", "{\"pedido_por\": \"contrato\", \"motivo\": \"todo\"}"),
                422);
    }

    @Test
    void theIssuerIsThereAndCanBeChanged() {
        JsonNode emisor = http.factura("/api/emisor").expect(200).body();

        assertThat(http.factura("PUT", "/api/emisor", emisor.toString())
                        .expect(200)
                        .body()
                        .at("/nif")
                        .asString())
                .isEqualTo(emisor.at("/nif").asString());
        problem(http.factura("PUT", "/api/emisor", "{\"nombre\": \"Sin nada más\"}"), 422);
    }

    // POST /facturas

    @Test
    void anInvoiceIsIssuedAtOnceToWhoIsSentWithIt() {
        Http.Answer answer = http.factura("POST", FACTURAS, completa("\"notas\": \"Gracias\","));
        JsonNode factura = answer.expect(201).body();

        assertThat(answer.header("Location")).isEqualTo(FACTURAS + "/" + text(factura, "id"));
        assertThat(text(factura, "numero")).matches("FAC-\\d{4}-\\d{6}");
        assertThat(text(factura, "serie")).isEqualTo("FAC");
        assertThat(text(factura, "estado")).isEqualTo("emitida");
        assertThat(text(factura, "fecha")).isEqualTo(HOY);
        assertThat(text(factura, "vencimiento"))
                .isEqualTo(LocalDate.parse(HOY).plusDays(30).toString());
        assertThat(text(factura, "cliente_nombre")).isEqualTo("Bar " + unico);
        importes(factura, "base_imponible", "250.00", "cuota_iva", "47.00", "total", "297.00", "pendiente", "297.00");
        assertThat(factura.at("/desglose").findValuesAsString("tipo")).containsExactly("10", "21");
        assertThat(factura.propertyNames())
                .contains("cliente_crm_id", "cliente", "items", "recargo", "retencion", "pagado", "huella", "qr_url");
        assertThat(text(factura, "huella")).matches("[0-9A-F]{64}");
        assertThat(text(factura, "qr_url")).contains("numserie=" + text(factura, "numero"));
    }

    @Test
    void aClientOfTheCrmIsInvoicedByItsIdAndOneWhoWasSentBecomesOne() {
        String cliente = text(http.createInCrm("/api/crm/clientes", """
                        {"nombre_completo": "Taller %s"}""".formatted(unico)), "id");
        String cuerpo = """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Horas", "cantidad": 1, "precio": 10}]}""".formatted(cliente);
        JsonNode factura = await().atMost(PATIENCE)
                .until(() -> http.factura("POST", FACTURAS, cuerpo), answer -> answer.status() == 201)
                .body();
        assertThat(text(factura, "cliente_crm_id")).isEqualTo(cliente);

        String enLinea = FACTURAS + "/" + text(emitir(""), "id");
        await().atMost(PATIENCE)
                .until(() -> !http.factura(enLinea).body().at("/cliente_crm_id").isNull());
    }

    @Test
    void taxesAreThoseOfTheLaw() {
        JsonNode factura = http.createInFactura(FACTURAS, """
                {"cliente": {"nombre_completo": "Tienda %s", "cif_nif": "B12345674"}, "retencion_irpf": 15, "items": [
                  {"descripcion": "Género", "cantidad": 1, "precio": 100, "iva": 21, "recargo": 5.2},
                  {"descripcion": "Curso", "cantidad": 2, "precio": 25, "exencion": "E1", "descuento": 10}]}""".formatted(unico));

        importes(factura, "base_imponible", "145.00", "cuota_iva", "21.00", "recargo", "5.20", "retencion", "21.75");
        importes(factura, "total", "149.45");
        JsonNode incluido = http.createInFactura(FACTURAS, """
                {"cliente": {"nombre_completo": "%s"}, "iva_incluido": true,
                 "items": [{"descripcion": "Menú", "cantidad": 1, "precio": 11, "iva": 10}]}""".formatted(unico));
        importes(incluido, "base_imponible", "10.00", "cuota_iva", "1.00", "total", "11.00");
        assertThat(text(incluido, "serie")).isEqualTo("SIM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|422",
                "{\"items\": []}|422",
                "no json|400",
                "{\"cliente\": {\"nombre_completo\": \"X\"}, \"items\": [{\"descripcion\": \"x\", \"cantidad\": 1, \"precio\": 1, \"iva\": 20}]}|422",
                "{\"cliente\": {\"nombre_completo\": \"X\", \"cif_nif\": \"B12345678\"}, \"items\": [{\"descripcion\": \"x\", \"cantidad\": 1, \"precio\": 1}]}|422",
                "{\"cliente\": {\"nombre_completo\": \"X\"}, \"total\": 2, \"items\": [{\"descripcion\": \"x\", \"cantidad\": 1, \"precio\": 1}]}|422",
                "{\"cliente_crm_id\": \"nadie\", \"items\": [{\"descripcion\": \"x\", \"cantidad\": 1, \"precio\": 1}]}|422"
            })
    void whatIsNoInvoiceIsRefusedAndHasNoNumber(String cuerpo, int status) {
        problem(http.factura("POST", FACTURAS, cuerpo), status);
    }

    // GET /facturas

    @Test
    void invoicesAreListedAndFound() {
        JsonNode factura = emitir("");
        JsonNode lista = http.factura(
                        FACTURAS + "?buscar=" + unico + "&serie=FAC&estado=emitida&desde=" + HOY + "&limit=5")
                .expect(200)
                .body();

        assertThat(lista.propertyNames()).containsExactlyInAnyOrder("facturas", "total", "skip", "limit");
        assertThat(lista.at("/facturas").findValuesAsString("numero")).containsExactly(text(factura, "numero"));
        assertThat(lista.at("/total").asInt()).isEqualTo(1);
        assertThat(http.factura(FACTURAS + "?vencidas=true&buscar=" + unico)
                        .body()
                        .at("/total")
                        .asInt())
                .isZero();
        problem(http.factura(FACTURAS + "?estado=perdida"), 400);
        problem(http.factura(FACTURAS + "?color=azul"), 400);
    }

    @Test
    void oneInvoiceIsReadByItsIdAndByItsNumber() {
        JsonNode factura = emitir("");

        assertThat(http.factura(FACTURAS + "/" + text(factura, "id"))
                        .expect(200)
                        .body())
                .isEqualTo(http.factura(FACTURAS + "/numero/" + text(factura, "numero"))
                        .expect(200)
                        .body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nada", "0", "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11", "numero/FAC-1990-000001"})
    void anIdThatNamesNothingIsNotFoundWhateverItsShape(String id) {
        problem(http.factura(FACTURAS + "/" + id), 404);
    }

    // drafts: PUT, DELETE /facturas/{id}, POST /facturas/{id}/emitir

    @Test
    void aDraftHasNoNumberAndChangesUntilItIsIssued() {
        JsonNode borrador = emitir("\"borrador\": true,");
        String ruta = FACTURAS + "/" + text(borrador, "id");
        assertThat(borrador.at("/numero").isNull()).isTrue();
        assertThat(text(borrador, "estado")).isEqualTo("borrador");

        http.factura("PUT", ruta, completa("\"notas\": \"Otra cosa\",")).expect(200);
        JsonNode emitida =
                http.factura("POST", ruta + "/emitir", "").expect(200).body();

        assertThat(text(emitida, "numero")).startsWith("FAC-");
        assertThat(text(emitida, "notas")).isEqualTo("Otra cosa");
        problem(http.factura("PUT", ruta, completa("")), 409);
        problem(http.factura("DELETE", ruta, ""), 409);
        String otro = FACTURAS + "/" + text(emitir("\"borrador\": true,"), "id");
        http.factura("DELETE", otro, "").expect(204);
        problem(http.factura(otro), 404);
    }

    // POST /facturas/{id}/rectificar, /anular

    @Test
    void whatIsCorrectedHasAnotherInvoiceThatSaysSo() {
        String ruta = FACTURAS + "/" + text(emitir(""), "id");
        JsonNode diferencias = http.createInFactura(ruta + "/rectificar", """
                {"tipo": "diferencias", "motivo": "Devolución",
                 "items": [{"descripcion": "Manual", "cantidad": -1, "precio": 50, "iva": 10}]}""");

        assertThat(text(diferencias, "numero")).startsWith("REC-");
        importes(diferencias, "total", "-55.00", "pendiente", "0.00");
        importes(http.factura(ruta).body(), "pendiente", "242.00");

        String otra = FACTURAS + "/" + text(emitir(""), "id");
        JsonNode sustituta = http.createInFactura(otra + "/rectificar", """
                {"tipo": "sustitucion", "motivo": "Precio equivocado",
                 "items": [{"descripcion": "Consultoría", "cantidad": 1, "precio": 100}]}""");
        importes(sustituta, "total", "121.00", "pendiente", "121.00");
        assertThat(text(http.factura(otra).body(), "estado")).isEqualTo("rectificada");
    }

    @Test
    void whatWasIssuedByMistakeIsCancelledUnlessItIsPaid() {
        String ruta = FACTURAS + "/" + text(emitir(""), "id");
        String motivo = "{\"motivo\": \"Emitida dos veces\"}";
        http.createInFactura(ruta + "/pagos", "{\"importe\": 1}");
        problem(http.factura("POST", ruta + "/anular", motivo), 409);

        String otra = FACTURAS + "/" + text(emitir(""), "id");
        JsonNode anulada =
                http.factura("POST", otra + "/anular", motivo).expect(200).body();
        assertThat(text(anulada, "estado")).isEqualTo("anulada");
        importes(anulada, "pendiente", "0.00");
        problem(http.factura("POST", otra + "/pagos", "{\"importe\": 1}"), 409);
    }

    // POST, GET /facturas/{id}/pagos, POST /pagos/{id}/devolver, GET /pagos

    @Test
    void paymentsAddUpToWhatIsDueAndCanComeBack() {
        String ruta = FACTURAS + "/" + text(emitir(""), "id");
        JsonNode pago = http.createInFactura(
                ruta + "/pagos",
                "{\"importe\": 97, \"metodo\": \"transferencia\", \"referencia\": \"%s\"}".formatted(unico));

        assertThat(text(pago, "fecha")).isEqualTo(HOY);
        assertThat(text(http.factura(ruta).body(), "estado")).isEqualTo("parcialmente_pagada");
        problem(http.factura("POST", ruta + "/pagos", "{\"importe\": 200.01}"), 422);
        http.createInFactura(ruta + "/pagos", "{\"importe\": 200}");
        assertThat(text(http.factura(ruta).body(), "estado")).isEqualTo("pagada");
        assertThat(http.factura(ruta + "/pagos").expect(200).body()).hasSize(2);

        http.factura("POST", "/api/pagos/" + text(pago, "id") + "/devolver", "{}")
                .expect(200);
        importes(http.factura(ruta).body(), "pagado", "200.00", "pendiente", "97.00");
        assertThat(http.factura("/api/pagos?limit=1").expect(200).body().at("/pagos"))
                .hasSize(1);
    }

    // GET /facturas/{id}/pdf, /facturae.xml, /verifactu.xml, /qr.png

    @ParameterizedTest
    @CsvSource({
        "pdf, application/pdf, %PDF-",
        "facturae.xml, application/xml, <?xml",
        "verifactu.xml, application/xml, <?xml",
        "qr.png, image/png, ''",
        "qr.svg, image/svg+xml, <svg"
    })
    void anInvoiceIsThereAsADocument(String documento, String tipo, String principio) {
        Http.Answer answer = http.factura(FACTURAS + "/" + text(emitir(""), "id") + "/" + documento)
                .expect(200);

        assertThat(answer.header("Content-Type")).startsWith(tipo);
        assertThat(answer.text()).startsWith(principio);
    }

    // POST /facturas/lotes, GET /facturas/lotes/{id}

    @Test
    void thousandsAreTakenAtOnceAndIssuedInTheBackground() {
        Http.Answer answer = http.factura("POST", FACTURAS + "/lotes", "[" + completa("") + "," + completa("") + "]");
        answer.expect(202);

        JsonNode lote = await().atMost(PATIENCE)
                .until(
                        () -> http.factura(answer.header("Location"))
                                .expect(200)
                                .body(),
                        progreso -> text(progreso, "estado").startsWith("terminad"));
        assertThat(lote.at("/total").asInt()).isEqualTo(2);
        assertThat(lote.at("/emitidas").asInt()).isEqualTo(2);
        assertThat(http.factura(FACTURAS + "?buscar=" + unico)
                        .body()
                        .at("/total")
                        .asInt())
                .isEqualTo(2);
    }

    // GET /clientes

    @Test
    void clientsAreListed() {
        assertThat(http.factura("/api/clientes?limit=1").expect(200).body().propertyNames())
                .contains("clientes", "total");
    }

    // GET /series

    @Test
    void theSeriesSayHowFarTheyHaveGot() {
        emitir("");
        JsonNode series = http.factura("/api/series").expect(200).body();

        assertThat(series.findValuesAsString("serie")).contains("FAC");
        assertThat(series.findValuesAsString("ultimo_numero"))
                .anySatisfy(numero -> assertThat(numero).matches("FAC-\\d{4}-\\d{6}"));
    }

    // GET /reportes/ventas, /clientes, /cobros-pendientes, /prevision-cobros, /iva, /347, /libro-registro

    @Test
    void whatIsIssuedIsInTheReportsAtOnce() {
        String deHoy = "/api/reportes/ventas?por=serie&desde=" + HOY + "&hasta=" + HOY;
        BigDecimal antes =
                http.factura(deHoy).expect(200).body().at("/total/actual/base").decimalValue();
        emitir("");

        assertThat(http.factura(deHoy).body().at("/total/actual/base").decimalValue())
                .isGreaterThanOrEqualTo(antes.add(new BigDecimal("250.00")));
    }

    @ParameterizedTest
    @CsvSource({
        "ventas?por=dia, filas, Día;",
        "ventas?por=mes, filas, Mes;",
        "ventas?por=serie, filas, Serie;",
        "ventas?por=cliente, filas, Cliente;NIF;",
        "clientes?limit=5, clientes, Posición;Cliente;NIF;",
        "cobros-pendientes?limit=5, clientes, Cliente;NIF;",
        "prevision-cobros?meses=3, meses, Mes;",
        "iva?ejercicio=2026&trimestre=4, lineas, Concepto;",
        "347?ejercicio=2026, declarados, NIF;Nombre;",
        "libro-registro?limit=5, asientos, Autoliquidación;"
    })
    void reportsAreForProgramsAndForSpreadsheets(String reporte, String lista, String cabecera) {
        String ruta = "/api/reportes/" + reporte;
        assertThat(http.factura(ruta).expect(200).body().at("/" + lista).isArray())
                .isTrue();

        Http.Answer csv = http.factura(ruta + "&formato=csv").expect(200);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).startsWith("attachment; ");
        assertThat(csv.text()).startsWith("\uFEFF" + cabecera);
        Http.Answer xlsx = http.factura(ruta + "&formato=xlsx").expect(200);
        assertThat(xlsx.header("Content-Type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(xlsx.text()).startsWith("PK");
    }

    @ParameterizedTest
    @CsvSource({
        "ventas?formato=pdf, 400",
        "ventas?desde=2026-02-01&hasta=2026-01-01, 422",
        "iva?ejercicio=2026&trimestre=5, 422",
        "347, 400"
    })
    void whatIsNoReportIsRefused(String reporte, int status) {
        problem(http.factura("/api/reportes/" + reporte), status);
    }

    // GET /verifactu/cadena

    @Test
    void theChainOfRecordsIsWhole() {
        emitir("");
        JsonNode cadena = http.factura("/api/verifactu/cadena").expect(200).body();

        assertThat(cadena.at("/integra").asBoolean()).as(cadena.toString()).isTrue();
        assertThat(cadena.at("/cadenas/0/registros").asLong()).isPositive();
    }

    // GET /verifactu/estado

    @Test
    void itIsSaidThatNoRecordIsSent() {
        emitir("");
        JsonNode estado = http.factura("/api/verifactu/estado").expect(200).body();

        assertThat(text(estado, "remision")).isEqualTo("apagada");
        assertThat(text(estado, "aviso")).contains("No se envía nada");
        assertThat(estado.at("/pendientes").asLong()).isPositive();
    }

    // GET /verifactu/registros, POST /verifactu/registros/{id}/subsanar

    @Test
    void recordsAreListedAndNotPutRightBeforeTheyAreAnswered() {
        String factura = text(emitir(""), "id");
        JsonNode registros = http.factura("/api/verifactu/registros?estado=pendiente&limit=100")
                .expect(200)
                .body()
                .at("/registros");
        JsonNode suyo = registros
                .valueStream()
                .filter(registro -> text(registro, "factura_id").equals(factura))
                .findFirst()
                .orElseThrow();

        String subsanar = "/api/verifactu/registros/" + suyo.at("/id").asLong() + "/subsanar";
        Http.Answer answer = http.factura("POST", subsanar, "{}");
        problem(answer, 409);
        assertThat(text(answer.body(), "detail")).contains("todavía no ha respondido");
        problem(http.factura("POST", "/api/verifactu/registros/0/subsanar", "{}"), 404);
    }

    private JsonNode emitir(String campos) {
        return http.createInFactura(FACTURAS, completa(campos));
    }

    /** 297.00 with two rates. */
    private String completa(String campos) {
        return """
                {"cliente": {"nombre_completo": "Bar %s", "cif_nif": "B12345674", "email": "bar%s@example.com",
                   "direccion": "Calle Mayor 1, 28013 Madrid"}, %s
                 "items": [{"descripcion": "Consultoría", "cantidad": 2, "precio": 100},
                   {"descripcion": "Manual impreso", "cantidad": 1, "precio": 50, "iva": 10}]}""".formatted(unico, unico, campos);
    }

    private static void problem(Http.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().propertyNames()).contains("type", "title", "status", "detail", "codigo");
    }

    /** Names and amounts in turn. */
    private static void importes(JsonNode node, String... esperados) {
        for (int i = 0; i < esperados.length; i += 2) {
            assertThat(node.at("/" + esperados[i]).decimalValue())
                    .as(esperados[i] + " of " + node)
                    .isEqualTo(new BigDecimal(esperados[i + 1]));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.at("/" + field).asString();
    }
}
