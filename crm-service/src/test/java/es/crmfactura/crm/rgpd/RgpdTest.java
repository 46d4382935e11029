package es.crmfactura.crm.rgpd;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.ImportClient;
import es.crmfactura.crm.OldClient;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.Event;
import es.crmfactura.testing.HttpCaller.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody of whom everything says the same unmistakable word asks what we know, and to be forgotten. */
@CrmTest
@Import(ImportClient.class)
class RgpdTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MOTIVO = "{\"motivo\": \"Solicitud del interesado\"}";

    @Autowired
    private OldClient crm;

    @Autowired
    private ImportClient ficheros;

    @Autowired
    private RabbitTemplate broker;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CloudEventFormat format;

    /** Letters alone, so that it is a word of a name too. */
    private final String palabra = "z"
            + new Random().ints(15, 'a', 'z' + 1).mapToObj(Character::toString).collect(joining());

    private final String email = palabra + "@example.org";
    private final String factura = UUID.randomUUID().toString();
    private final String apartada = UUID.randomUUID().toString();

    @AfterEach
    void nobodyIsTold() {
        Esquema.hacer("delete from webhook");
        new CompanyFields(crm).removeAll();
    }

    @Test
    void afterTheErasureNoTableSaysAnythingOfTheClient() {
        String id = conocidoEnTodasPartes();
        Esquema.hacer("update relay_cursor set snapshot = pg_current_snapshot(), revision = revision + 1");
        List<Event> antes = eventos(id);

        Answer certificado = suprimir(id).status(200).has("/cliente_id", id).has("/motivo", "Solicitud del interesado");

        assertThat(Esquema.dondeDice(palabra)).isEmpty();
        assertThat(certificado.response().body()).doesNotContain(palabra);
        assertThat(certificado.at("/suprimido").valueStream())
                .allSatisfy(tabla -> assertThat(tabla.at("/filas").asLong())
                        .as(tabla.toString())
                        .isPositive());
        assertThat(certificado.at("/conservado/0").asString()).contains("Código de Comercio");
        crm.get("/api/crm/clientes/" + id).problem(404, "cliente_desconocido");
        assertThat(eventos(id))
                .as("the log has the same events in the same order, and the end of the client")
                .extracting(Event::id)
                .startsWith(antes.stream().map(Event::id).toArray(UUID[]::new))
                .hasSize(antes.size() + 1);
    }

    @Test
    void theCopyHasEverythingThatIsKept() {
        String id = conocidoEnTodasPartes();

        Answer copia = crm.get("/api/crm/clientes/" + id + "/datos-personales").status(200);

        assertThat(copia.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"datos-personales-" + id + ".json\"");
        copia.has("/cliente_id", id)
                .has("/cliente/email", email)
                .has("/cliente/campos/apodo", palabra)
                .has("/contactos/0/nombre", palabra)
                .has("/oportunidades/0/historial/0/version", 0)
                .has("/facturas/0/factura_id", factura)
                .has("/importaciones/0/clave", "id:" + palabra)
                .has("/eventos/0/data/cliente/email", email)
                .has("/entregas/0/url", "https://receptor.invalid/avisos")
                .hasAmount("/cliente/credito_disponible", "780.00");
        assertThat(copia.at("/actividades")
                        .valueStream()
                        .map(a -> a.at("/origen").asString()))
                .contains("manual", "evento");
        Esquema.hacer("update relay_cursor set snapshot = pg_current_snapshot(), revision = revision + 1");
        suprimir(id).status(200);
    }

    @Test
    void whoWasMergedIntoTheClientIsCopiedAndErasedWithIt() {
        String otro = crm.post("/api/crm/clientes", texto("{\"nombre_completo\": \"Antes ~\", \"notas\": \"~\"}"))
                .status(201)
                .at("/id")
                .asString();
        String id = crm.unCliente();
        crm.post("/api/crm/clientes/" + id + "/fusionar", "{\"cliente_id\": \"" + otro + "\"}")
                .status(200);

        crm.get("/api/crm/clientes/" + id + "/datos-personales")
                .status(200)
                .has("/eventos/0/data/cliente/nombre_completo", "Antes " + palabra);
        suprimir(id).status(200);

        assertThat(Esquema.dondeDice(palabra)).isEmpty();
        decir("pago.recibido.v1", pago('"' + otro + '"'));
        String testigo = crm.unCliente();
        decir(
                "pago.recibido.v1",
                pago('"' + testigo + '"')
                        .replace(factura, UUID.randomUUID().toString())
                        .replace(palabra, "Otra"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        crm.get("/api/crm/clientes/" + testigo + "/actividades").has("/0/tipo", "pago"));
        assertThat(Esquema.dondeDice(palabra)).isEmpty();
    }

    @Test
    void whatBillingTellsLaterOfItsInvoicesDoesNotBringTheClientBack() {
        String id = conocidoEnTodasPartes();
        Esquema.hacer("update relay_cursor set snapshot = pg_current_snapshot(), revision = revision + 1");
        suprimir(id).status(200);

        decir("pago.recibido.v1", pago("null"));
        decir("pago.recibido.v1", pago("null").replace(factura, apartada));
        decir(
                "pago.recibido.v1",
                pago('"' + id + '"').replace(factura, UUID.randomUUID().toString()));
        String otro = crm.unCliente();
        decir(
                "pago.recibido.v1",
                pago('"' + otro + '"')
                        .replace(factura, UUID.randomUUID().toString())
                        .replace(palabra, "Otra"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        crm.get("/api/crm/clientes/" + otro + "/actividades").has("/0/tipo", "pago"));
        assertThat(Esquema.dondeDice(palabra)).isEmpty();
    }

    @Test
    void whatWasWonIsNotErasedBeforeBillingHasHeardOfIt() {
        String id = conocidoEnTodasPartes();

        suprimir(id).problem(503, "eventos_sin_entregar");

        crm.get("/api/crm/clientes/" + id).status(200).has("/email", email);
        Esquema.hacer("update relay_cursor set snapshot = pg_current_snapshot(), revision = revision + 1");
        suprimir(id).status(200);
    }

    /** It would write what the log said before the erasure, after it. */
    @Test
    void whoHasReadTheLogBeforeAnErasureCanNotMoveOnAfterIt() {
        String id = crm.unCliente();
        String revision = "select revision from log_reader_cursor where reader = 'webhooks'";
        long antes = jdbc.sql(revision).query(Long.class).single();

        suprimir(id).status(200);

        assertThat(jdbc.sql(revision).query(Long.class).single()).isGreaterThan(antes);
    }

    @Test
    void nobodyIsErasedWhileAFileComesIn() {
        String id = crm.unCliente();
        String importacion = UUID.randomUUID().toString();
        Esquema.hacer("""
                insert into importacion (id, tipo, ensayo, estado, codificacion, separador, columnas, columnas_desconocidas, trozos,
                  filas, fecha_creacion)
                values ('%s', 'contactos', false, 'pendiente', 'UTF-8', ';', '{valor}', '{}', 0, 1, '2999-01-01')""".formatted(importacion));

        suprimir(id).problem(409, "importacion_en_curso");

        Esquema.hacer("delete from importacion where id = '" + importacion + "'");
        suprimir(id).status(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"motivo\": \" \"}"})
    void anErasureHasAReason(String sinMotivo) {
        String id = crm.unCliente();
        crm.post("/api/crm/clientes/" + id + "/suprimir", sinMotivo).problem(422, "campos_invalidos");
        crm.get("/api/crm/clientes/" + id).status(200);
    }

    @Test
    void theReasonIsKeptAndMustNotNameAnybody() {
        String id = crm.post("/api/crm/clientes", "{\"nombre_completo\": \"Íñigo " + palabra + "\"}")
                .at("/id")
                .asString();
        crm.post("/api/crm/clientes/" + id + "/suprimir", "{\"motivo\": \"Lo pide iñigo " + palabra + "\"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "motivo");
        suprimir(id).status(200);
    }

    @Test
    void ofARowThatIsRefusedTheMessageDoesNotTellTheValues() {
        String id = crm.unCliente();
        assertThatThrownBy(() -> jdbc.sql("update cliente set nombre_completo = ' ', notas = :notas where id = :id")
                        .param("notas", palabra)
                        .param("id", UUID.fromString(id))
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("cliente_nombre_completo_check")
                .hasMessageNotContaining(palabra);
    }

    @Test
    void whoIsNotThereCanNeitherBeCopiedNorErased() {
        crm.get("/api/crm/clientes/" + UUID.randomUUID() + "/datos-personales").problem(404, "cliente_desconocido");
        suprimir(UUID.randomUUID().toString()).problem(404, "cliente_desconocido");
    }

    @Test
    void anErasureFromAnOldVersionHasNoEffect() {
        String id = crm.unCliente();
        crm.send("POST", "/api/crm/clientes/" + id + "/suprimir", MOTIVO, "If-Match", "\"7\"")
                .problem(412, "version_anterior");
        crm.get("/api/crm/clientes/" + id).status(200);
    }

    private Answer suprimir(String id) {
        return crm.post("/api/crm/clientes/" + id + "/suprimir", MOTIVO);
    }

    /** @return the id of somebody whom every table knows that can know anybody */
    private String conocidoEnTodasPartes() {
        crm.post("/api/webhooks", "{\"url\": \"https://receptor.invalid/avisos\"}")
                .status(201);
        new CompanyFields(crm).define("apodo", "texto");
        importar();
        String id =
                crm.get("/api/crm/clientes?email=" + email).at("/clientes/0/id").asString();
        String cliente = "/api/crm/clientes/" + id;
        crm.put(cliente, texto("""
                {"nombre_completo": "Ana ~", "razon_social": "~ SL", "cif_nif": "~", "segmento": "~", "sector_industria": "~",
                 "website": "https://~.example", "notas": "~", "credito_disponible": "780.00", "campos": {"apodo": "~"}}""")).status(200);
        anotar(
                cliente + "/contactos",
                "{\"tipo\": \"direccion\", \"valor\": \"Calle ~\", \"nombre\": \"~\", \"cargo\": \"~\"}");
        anotar(cliente + "/actividades", """
                {"tipo": "nota", "titulo": "~", "descripcion": "~", "responsable": "~", "notas": "~"}""");
        String oportunidad = anotar(cliente + "/oportunidades", """
                {"titulo": "~", "descripcion": "~", "valor_estimado": 10, "responsable": "~", "notas": "~",
                 "productos": [{"nombre": "~", "cantidad": 1, "precio": 10}], "estado": "ganada"}""");
        crm.put("/api/crm/oportunidades/" + oportunidad, texto("{\"notas\": \"otra ~\"}"))
                .status(200);
        crm.post("/api/crm/oportunidades/" + oportunidad + "/facturar", "").status(200);
        facturas(id);
        entregas(id);
        assertThat(Esquema.dondeDice(palabra))
                .contains(
                        "actividad",
                        "cambio_oportunidad",
                        "cliente",
                        "cliente_importado",
                        "contacto",
                        "entrega_webhook",
                        "factura_conocida",
                        "importacion_rechazada",
                        "importacion_trozo",
                        "intento_webhook",
                        "oportunidad",
                        "palabra",
                        "parked_decision",
                        "parked_event",
                        "peticion_hecha")
                .anyMatch(tabla -> tabla.startsWith("event_log_2"));
        return id;
    }

    private void importar() {
        ficheros.importar("clientes", texto("id;nombre;email\n~;~;~@example.org\n;;~\n"))
                .has("/creadas", 1)
                .has("/rechazadas", 1);
    }

    private void facturas(String id) {
        String emitida = texto("""
                {"specversion": "1.0", "id": "%s", "source": "/factura", "type": "es.crmfactura.FacturaEmitida.v1",
                 "subject": "%s", "time": "2026-11-22T10:00:00Z", "sequence": "1",
                 "data": {"factura_id": "%2$s", "numero": "~", "serie": "FAC", "fecha": "2026-11-22", "vencimiento": "2026-12-22",
                  "cliente": {"crm_id": "%s", "nombre_completo": "~", "email": "~@example.org", "cif_nif": null},
                  "lineas": [], "desglose": [], "base_imponible": 10, "cuota_iva": 0, "total": 10, "rectifica": null}}""").formatted(UUID.randomUUID(), factura, id);
        decir("factura.emitida.v1", emitida);
        decir(
                "factura.emitida.v1",
                emitida.replaceFirst("\"id\": \"[^\"]*", "\"id\": \"" + UUID.randomUUID())
                        .replace(factura, apartada)
                        .replace("\"crm_id\": \"" + id + "\"", "\"crm_id\": null")
                        .replace("\"total\": 10", "\"total\": 123456789012345678"));
        decir("factura.emitida.v1", texto("Esto no es un evento, pero es de ~@example.org"));
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from parked_event where encode(body, 'escape') like :texto")
                                .param("texto", "%" + palabra + "%")
                                .query(Long.class)
                                .single()
                        == 2);
        String apartado = jdbc.sql(
                        "select id from parked_event where event_id is null and encode(body, 'escape') like :texto")
                .param("texto", "%" + palabra + "%")
                .query(String.class)
                .single();
        crm.post(
                        "/api/eventos/aparcados/" + apartado + "/descartar",
                        "{\"quien\": \"Marta\", \"motivo\": \"No es un evento\"}")
                .status(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> crm.get("/api/crm/clientes/" + id + "/actividades?tipo=venta")
                        .has("/0/factura_numero", palabra));
    }

    private String pago(String crmId) {
        return texto("""
                {"specversion": "1.0", "id": "%s", "source": "/factura", "type": "es.crmfactura.PagoRecibido.v1",
                 "subject": "%s", "time": "2026-11-22T10:00:00Z", "sequence": "2",
                 "data": {"pago_id": "%1$s", "factura_id": "%2$s", "factura_numero": "~", "importe": 1, "fecha": "2026-11-25",
                  "cliente": {"crm_id": %s, "nombre_completo": "~", "email": "~@example.org", "cif_nif": null},
                  "metodo": null, "referencia": null, "total_factura": 10, "pagado": 1, "pendiente": 9}}""").formatted(UUID.randomUUID(), factura, crmId);
    }

    /** The receiver is not there; had it been, it might have answered with anything. */
    private void entregas(String id) {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from entrega_webhook where cuerpo like :texto")
                                .param("texto", "%" + palabra + "%")
                                .query(Long.class)
                                .single()
                        == 3);
        Esquema.hacer("""
                insert into intento_webhook
                select id, 1000, now(), 1, 400, null, '%s' from entrega_webhook where agregado = '%s' limit 1""".formatted(palabra, id));
    }

    private void decir(String que, String evento) {
        broker.send(
                "factura.eventos",
                que,
                MessageBuilder.withBody(evento.getBytes(StandardCharsets.UTF_8)).build());
    }

    private String anotar(String donde, String cuerpo) {
        return crm.send(
                        "POST",
                        donde,
                        texto(cuerpo),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .status(201)
                .at("/id")
                .asString();
    }

    private String texto(String conTilde) {
        return conTilde.replace("~", palabra);
    }

    private List<Event> eventos(String id) {
        return jdbc.sql("""
                        select body from event_log
                        where convert_from(body, 'UTF8')::json #>> '{data,cliente_id}' = :id order by seq""").param("id", id).query(byte[].class).list().stream()
                .map(format::read)
                .toList();
    }
}
