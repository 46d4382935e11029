package es.crmfactura.factura.borradores;

import static es.crmfactura.factura.CrmVoice.datos;
import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.emision.Borrador;
import es.crmfactura.factura.emision.BorradorCambiadoException;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@FacturaTest
class BorradoresTest {

    private static final String BORRADOR = "'borrador':true,";

    private final UUID cliente = UUID.randomUUID();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Autowired
    private EmisionDeFacturas emision;

    @Autowired
    private JsonMapper json;

    @Test
    void aDraftHasNoNumberAndNobodyIsToldOfIt() {
        Answer borrador = shop.emitir(BORRADOR + "'notas':'Por revisar',", item("100", 21), item("10", 4))
                .status(201)
                .has("/estado", "borrador")
                .has("/numero", null)
                .has("/serie", null)
                .has("/fecha", null)
                .has("/vencimiento", null)
                .has("/fecha_emision", null)
                .has("/origen", null)
                .has("/cliente_nombre", "Bar Manolo S.L.")
                .has("/cliente/cif_nif", "B12345674")
                .has("/items/0/importe", 100.0)
                .hasAmount("/base_imponible", "110.00")
                .hasAmount("/total", "131.40")
                .hasAmount("/pagado", "0.00")
                .hasAmount("/pendiente", "0.00")
                .has("/notas", "Por revisar");
        String id = id(borrador);
        assertThat(borrador.header("Location")).isEqualTo(FACTURAS + "/" + id);
        assertThat(shop.get(FACTURAS + "/" + id).status(200).at("")).isEqualTo(borrador.at(""));
        assertThat(log.of(id)).isEmpty();
    }

    @Test
    void aDraftIsIssuedWithItsIdAsIfItHadBeenIssuedAtOnce() {
        int ejercicio = unEjercicio();
        String fields = "'fecha':'%d-05-02','forma_pago':'giro','notas':'Gracias',".formatted(ejercicio);
        Answer directa = shop.emitir(fields, item("100", 21), item("10", 4)).status(201);
        String id = id(shop.emitir(BORRADOR + fields, item("100", 21), item("10", 4)));
        Answer emitida =
                post(id, "/emitir").status(200).has("/id", id).has("/numero", "FAC-%d-000002".formatted(ejercicio));
        List<String> propios = List.of("id", "numero", "fecha_emision", "huella", "qr_url");
        directa.at("").properties().stream()
                .filter(campo -> !propios.contains(campo.getKey()))
                .forEach(campo -> assertThat(emitida.at("/" + campo.getKey()))
                        .as(campo.getKey())
                        .isEqualTo(campo.getValue()));
        assertThat(contada(id))
                .usingRecursiveComparison()
                .ignoringFields("facturaId", "numero")
                .isEqualTo(contada(id(directa)));
        assertThat(shop.get(FACTURAS + "/" + id).status(200).at("")).isEqualTo(emitida.at(""));
    }

    @Test
    void aDraftIsReplacedAsAWhole() {
        String id =
                id(shop.emitir(BORRADOR + "'notas':'Antes',", item("100", 21)).has("/version", 1));
        Answer cambiado = put(id, factura("'forma_pago':'bizum',", item("50", 10)))
                .status(200)
                .has("/estado", "borrador")
                .has("/version", 2)
                .has("/notas", null)
                .has("/forma_pago", "bizum")
                .hasAmount("/total", "55.00");
        assertThat(cambiado.header("ETag")).isEqualTo("\"2\"");
        post(id, "/emitir").status(200).hasAmount("/total", "55.00").has("/forma_pago", "bizum");
    }

    @Test
    void whoHasSeenAnotherVersionChangesNothing() {
        String id = unBorrador();
        put(id, factura("", item("50", 10))).status(200);
        String body = factura("", item("1", 10));
        for (Answer answer : List.of(
                shop.send("PUT", FACTURAS + "/" + id, body, "If-Match", "\"1\""),
                shop.send("DELETE", FACTURAS + "/" + id, "", "If-Match", "\"1\""),
                shop.send("POST", FACTURAS + "/" + id + "/emitir", "", "If-Match", "\"1\""))) {
            answer.problem(412, "version_anterior");
        }
        shop.get(FACTURAS + "/" + id).has("/estado", "borrador").hasAmount("/total", "55.00");
        shop.send("POST", FACTURAS + "/" + id + "/emitir", "", "If-Match", "\"2\"")
                .status(200);
    }

    @Test
    void aDraftIsRemoved() {
        String id = unBorrador();
        delete(id).status(204);
        shop.get(FACTURAS + "/" + id).problem(404, "factura_desconocida");
        delete(id).problem(404, "factura_desconocida");
        put(id, factura("", item("1", 21))).problem(404, "factura_desconocida");
        post(id, "/emitir").problem(404, "factura_desconocida");
    }

    @Test
    void whatIsIssuedIsNoDraftAnyMore() {
        String porBorrador = unBorrador();
        post(porBorrador, "/emitir").status(200);
        for (String id : List.of(porBorrador, shop.unaFactura())) {
            put(id, factura("", item("1", 21))).problem(409, "factura_ya_emitida");
            delete(id).problem(409, "factura_ya_emitida");
            post(id, "/emitir").problem(409, "factura_ya_emitida");
            shop.get(FACTURAS + "/" + id).has("/estado", "emitida").hasAmount("/total", "121.00");
            assertThat(log.of(id)).hasSize(1);
        }
    }

    @Test
    void aDraftCannotBePaid() {
        String id = unBorrador();
        shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":1}").problem(404, "factura_desconocida");
        shop.get(FACTURAS + "/" + id + "/pagos").problem(404, "factura_desconocida");
    }

    @Test
    void draftsAreListedOnlyWhereTheyAreAskedFor() {
        int ejercicio = unEjercicio();
        String fecha = "'fecha':'%d-05-02',".formatted(ejercicio);
        String primero = id(shop.emitir(BORRADOR + fecha + "'serie':'SIM',", item("1", 21)));
        String segundo = id(shop.emitir(BORRADOR + fecha, item("1", 21)));
        String emitida = id(shop.emitir(fecha, item("1", 21)));
        String rango = "desde=%d-01-01&hasta=%d-12-31".formatted(ejercicio, ejercicio);
        assertThat(ids(rango)).containsExactly(emitida);
        assertThat(ids(rango + "&estado=borrador")).containsExactly(segundo, primero);
        assertThat(ids(rango + "&estado=borrador&serie=SIM")).containsExactly(primero);
        assertThat(ids(rango + "&estado=borrador&buscar=MANOLO&limit=1&skip=1")).containsExactly(primero);
        assertThat(ids(rango + "&estado=borrador&buscar=nadie")).isEmpty();
        assertThat(ids(rango + "&estado=borrador&vencidas=true")).isEmpty();
        post(segundo, "/emitir").status(200);
        assertThat(ids(rango + "&estado=borrador")).containsExactly(primero);
        assertThat(ids(rango)).containsExactlyInAnyOrder(segundo, emitida);
    }

    @Test
    void whoIsNotKnownYetCanBeInADraftAndIsKnownWhenItIsIssued() {
        String id = id(shop.post(FACTURAS, deCliente(cliente))
                .status(201)
                .has("/cliente_crm_id", cliente.toString())
                .has("/cliente_nombre", null)
                .has("/cliente", null));
        post(id, "/emitir").problem(422, "cliente_desconocido");
        crm.tell(new ClienteCreado(cliente, datos("Ana", null, "12345678Z"), null), 0);
        shop.get(FACTURAS + "/" + id).has("/cliente_nombre", "Ana");
        assertThat(ids("estado=borrador&cliente_crm_id=" + cliente)).containsExactly(id);
        assertThat(contadaTrasEmitir(id).cliente().crmId()).isEqualTo(cliente);
    }

    @Test
    void aDraftMayLeaveOpenWhoTheClientIs() {
        String id = id(shop.post(FACTURAS, """
                        {"borrador":true,"items":[{"descripcion":"x","cantidad":1,"precio":1}]}""")
                .status(201)
                .has("/cliente_crm_id", null)
                .has("/cliente", null));
        post(id, "/emitir").problem(422, "campos_invalidos").has("/errores/0/campo", "cliente");
        put(id, factura("", item("1", 21))).status(200);
        post(id, "/emitir").status(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'fecha':'2999-01-01', | campos_invalidos",
                "'fecha':'2026-05-02','vencimiento':'2026-05-01', | campos_invalidos",
                "'fecha':'%d-05-02', | fecha_anterior"
            })
    void whatIsWrongOnlyForAnIssueIsToldThenAndTheDraftStays(String fields, String codigo) {
        int ejercicio = unEjercicio();
        shop.emitir("'fecha':'%d-05-03',".formatted(ejercicio), item("1", 21)).status(201);
        String id = id(shop.emitir(BORRADOR + fields.formatted(ejercicio), item("1", 21))
                .status(201));
        post(id, "/emitir").problem(422, codigo);
        shop.get(FACTURAS + "/" + id).has("/estado", "borrador");
        assertThat(log.of(id)).isEmpty();
        delete(id).status(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'items':[]",
                "'items':[{'descripcion':'x','cantidad':0,'precio':1}]",
                "'items':[{'descripcion':'x','cantidad':1,'precio':1,'iva':20.5}]",
                "'cliente_crm_id':'nadie','items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'total':2,'items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'notas':'\\u0000','items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'fecha':'+10000-01-01','items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'fecha':'-0001-01-01','items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'cliente':{},'items':[{'descripcion':'x','cantidad':1,'precio':1}]",
                "'cliente':{'nombre_completo':'A'},'cliente_crm_id':'0192f0c1-0000-7000-8000-000000000000',"
                        + "'items':[{'descripcion':'x','cantidad':1,'precio':1}]"
            })
    void whatCanNeverBeIssuedIsNoDraft(String fields) {
        String id = unBorrador();
        String body = "{'borrador':true,%s}".formatted(fields).replace('\'', '"');
        shop.post(FACTURAS, body).status(422);
        put(id, body).status(422);
        shop.get(FACTURAS + "/" + id).has("/version", 1).hasAmount("/total", "121.00");
    }

    @Test
    void ofManyWhoIssueADraftOneDoes() {
        int ejercicio = unEjercicio();
        String fecha = "'fecha':'%d-05-02',".formatted(ejercicio);
        List<String> drafts = Stream.generate(() -> id(shop.emitir(BORRADOR + fecha, item("1", 21))))
                .limit(10)
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture.allOf(IntStream.range(0, 60)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> answers.add(post(drafts.get(i / 6), "/emitir")
                                        .response()
                                        .statusCode()),
                                threads))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        threads.shutdown();
        assertThat(Collections.frequency(answers, 200)).isEqualTo(10);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(50);
        assertThat(drafts.stream().map(id -> contada(id).numero()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> "FAC-%d-%06d".formatted(ejercicio, i))
                        .toList());
    }

    @Test
    void whatHasChangedSinceItWasReadIsNotIssued() {
        String body = factura("", item("100", 21));
        String id = unBorrador();
        var leido = new Borrador(UUID.fromString(id), 1, json.readValue(body, NuevaFactura.class));
        put(id, body).status(200);
        assertThatThrownBy(() -> emision.emitir(leido)).isInstanceOf(BorradorCambiadoException.class);
        shop.get(FACTURAS + "/" + id).has("/estado", "borrador").has("/version", 2);
        assertThat(log.of(id)).isEmpty();
        post(id, "/emitir").status(200);
    }

    @Test
    void aRepeatedIssueWithItsKeyIsAnsweredAgain() {
        String id = unBorrador();
        String key = UUID.randomUUID().toString();
        String path = FACTURAS + "/" + id + "/emitir";
        Answer first = shop.send("POST", path, "", "Idempotency-Key", key).status(200);
        assertThat(shop.send("POST", path, "", "Idempotency-Key", key)
                        .status(200)
                        .at(""))
                .isEqualTo(first.at(""));
        assertThat(log.of(id)).hasSize(1);
    }

    private String unBorrador() {
        return id(shop.emitir(BORRADOR, item("100", 21)).status(201));
    }

    private static String deCliente(UUID crmId) {
        return """
                {"borrador":true,"cliente_crm_id":"%s","items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(crmId);
    }

    private static String id(Answer answer) {
        return answer.at("/id").asString();
    }

    private Answer post(String id, String verb) {
        return shop.post(FACTURAS + "/" + id + verb, "");
    }

    private Answer put(String id, String body) {
        return shop.put(FACTURAS + "/" + id, body);
    }

    private Answer delete(String id) {
        return shop.send("DELETE", FACTURAS + "/" + id, "");
    }

    private FacturaEmitida contadaTrasEmitir(String id) {
        post(id, "/emitir").status(200);
        return contada(id);
    }

    /** What the CRM is told. */
    private FacturaEmitida contada(String id) {
        assertThat(log.of(id)).hasSize(1);
        return (FacturaEmitida) log.of(id).get(0).payload();
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        shop.get(FACTURAS + "?" + query)
                .status(200)
                .at("/facturas")
                .forEach(factura -> ids.add(factura.at("/id").asString()));
        return ids;
    }
}
