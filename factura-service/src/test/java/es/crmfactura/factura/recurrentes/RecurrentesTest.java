package es.crmfactura.factura.recurrentes;

import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As programs ask for them; what is issued and when, {@link EmisionDeRecurrentesTest} tells. */
@FacturaTest
class RecurrentesTest {

    private static final String RECURRENTES = "/api/recurrentes";
    private static final String EN_2999 = "'periodicidad':'mensual','inicio':'2999-01-31',";
    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from recurrente").update();
    }

    @Test
    void itIsAnsweredWithItsNextDay() {
        Answer creada = crear(EN_2999 + "'fin':'2999-12-31',", "")
                .status(201)
                .has("/estado", "activa")
                .has("/version", 1)
                .has("/periodicidad", "mensual")
                .has("/inicio", "2999-01-31")
                .has("/dia", 31)
                .has("/fin", "2999-12-31")
                .has("/proxima", "2999-01-31")
                .has("/cliente_nombre", "Bar Manolo S.L.")
                .has("/cliente_crm_id", null)
                .has("/factura/items/0/precio", 100)
                .has("/emisiones", List.of())
                .hasAmount("/total", "121.00");
        assertThat(creada.header("Location")).isEqualTo(RECURRENTES + "/" + id(creada));
        assertThat(creada.header("ETag")).isEqualTo("\"1\"");
        assertThat(una(id(creada)).response().body())
                .isEqualTo(creada.response().body());
    }

    @Test
    void withoutABeginningItBeginsTodayAndNothingIsDueOfBefore() {
        crear("'periodicidad':'anual',", "")
                .status(201)
                .has("/inicio", HOY.toString())
                .has("/dia", HOY.getDayOfMonth())
                .has("/proxima", HOY.toString());
        LocalDate ayer = HOY.minusDays(1);
        crear("'periodicidad':'anual','inicio':'%s',".formatted(ayer.minusYears(3)), "")
                .status(201)
                .has("/proxima", ayer.plusYears(1).toString());
    }

    @Test
    void theyAreListedTheLatestFirst() {
        String una = id(crear(EN_2999, ""));
        String otra = id(crear(EN_2999, ""));
        shop.get(RECURRENTES + "?limit=1")
                .status(200)
                .has("/total", 2)
                .has("/recurrentes/0/id", otra)
                .lacks("/recurrentes/1");
        shop.get(RECURRENTES + "?skip=1").has("/recurrentes/0/id", una);
    }

    @Test
    void itsClientIsTheOneWhomTheDirectoryKnowsNow() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        crear(EN_2999, "'cliente_crm_id':'%s','items':[%s]".formatted(ana, item("100", 21)))
                .status(201)
                .has("/cliente_crm_id", ana.toString())
                .has("/cliente_nombre", "Ana");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`                                                   `|periodicidad",
                "'periodicidad':'semanal',                            |periodicidad",
                "'periodicidad':'mensual','dia':0,                    |dia",
                "'periodicidad':'mensual','dia':32,                   |dia",
                "'periodicidad':'mensual','inicio':'0000-01-01',      |inicio",
                "'periodicidad':'mensual','inicio':'+12026-01-01',    |inicio",
                "'periodicidad':'mensual','inicio':'2999-01-02','fin':'2999-01-01',|fin",
                "'periodicidad':'mensual','inicio':'2999-01-02','dia':1,'fin':'2999-01-31',|fin",
                "'periodicidad':'mensual','fin':'+12026-01-01',       |fin"
            })
    void whenItCannotComeItIsRefused(String cuando, String campo) {
        crear(cuando, "").problem(422, "campos_invalidos").has("/errores/0/campo", campo);
        nothingWasWritten();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'items':[]|campos_invalidos|factura.items",
                "'items':[{'descripcion':' ','cantidad':1,'precio':1}]|campos_invalidos|factura.items[0].descripcion",
                "'items':[{'descripcion':'A','cantidad':1,'precio':1,'iva':20}]|campos_invalidos|factura.items[0].iva",
                "'fecha':'2026-01-01','items':[{'descripcion':'A','cantidad':1,'precio':1}]|campos_invalidos|factura.fecha",
                "'fecha_operacion':'2026-01-01','items':[{'descripcion':'A','cantidad':1,'precio':1}]|campos_invalidos|factura.fecha_operacion",
                "'vencimiento':'2999-01-01','items':[{'descripcion':'A','cantidad':1,'precio':1}]|campos_invalidos|factura.vencimiento",
                "'items':[{'descripcion':'A','cantidad':1,'precio':1}]|campos_invalidos|factura.cliente",
                "'total':1,'cliente':{'nombre_completo':'A'},'items':[{'descripcion':'A','cantidad':1,'precio':1}]|total_distinto|total",
                "'cliente':{'nombre_completo':'A'},'items':[{'descripcion':'A','cantidad':1,'precio':400}]|nif_requerido|cliente.cif_nif",
                "'cliente_crm_id':'0192f0c1-0000-7000-8000-000000000000','items':[{'descripcion':'A','cantidad':1,'precio':1}]|cliente_desconocido|cliente_crm_id"
            })
    void whatCouldNotBeIssuedIsRefused(String factura, String codigo, String campo) {
        crear(EN_2999, factura).problem(422, codigo).has("/errores/0/campo", campo);
        nothingWasWritten();
    }

    @Test
    void inADraftTheClientMayBeOpen() {
        crear(EN_2999, "'borrador':true,'items':[" + item("100", 21) + "]")
                .status(201)
                .has("/factura/borrador", true)
                .has("/cliente_nombre", null);
    }

    @Test
    void aChangeReplacesAllOfIt() {
        String id = id(crear(EN_2999 + "'fin':'2999-12-31',", ""));
        put(id, "'periodicidad':'trimestral','inicio':'2999-01-31','dia':15,", "\"1\"")
                .status(200)
                .has("/version", 2)
                .has("/periodicidad", "trimestral")
                .has("/fin", null)
                .has("/proxima", "2999-02-15");
        put(id, EN_2999, "\"1\"").problem(412, "version_anterior");
        una(id).has("/periodicidad", "trimestral").has("/version", 2);
    }

    @Test
    void itIsFinishedByPuttingItsEndIntoThePast() {
        String id = id(crear("'periodicidad':'anual','inicio':'2020-01-01',", ""));
        put(id, "'periodicidad':'anual','inicio':'2020-01-01','fin':'%s',".formatted(HOY.minusDays(1)), "\"1\"")
                .status(200)
                .has("/estado", "terminada")
                .has("/proxima", null);
    }

    @Test
    void aPauseHasNoNextDayUntilItIsOver() {
        String id = id(crear(EN_2999, ""));
        Answer pausada = post(id, "pausar")
                .status(200)
                .has("/estado", "pausada")
                .has("/version", 2)
                .has("/proxima", null);
        assertThat(post(id, "pausar").response().body())
                .isEqualTo(pausada.response().body());
        Answer activa = post(id, "reanudar")
                .status(200)
                .has("/estado", "activa")
                .has("/version", 3)
                .has("/proxima", "2999-01-31");
        assertThat(post(id, "reanudar").response().body())
                .isEqualTo(activa.response().body());
    }

    @Test
    void whoHasNotSeenTheLastChangeChangesNothing() {
        String id = id(crear(EN_2999, ""));
        shop.send("POST", RECURRENTES + "/" + id + "/pausar", "", "If-Match", "\"7\"")
                .problem(412, "version_anterior");
        shop.send("DELETE", RECURRENTES + "/" + id, "", "If-Match", "\"7\"").problem(412, "version_anterior");
        una(id).has("/version", 1);
    }

    @Test
    void whatIsDeletedIsGone() {
        String id = id(crear(EN_2999, ""));
        shop.send("DELETE", RECURRENTES + "/" + id, "").status(204);
        shop.get(RECURRENTES + "/" + id).problem(404, "recurrente_desconocida");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "1", "nada", "1-1-1-1-1"})
    void whatIsNotThereIsNotFound(String id) {
        shop.get(RECURRENTES + "/" + id).problem(404, "recurrente_desconocida");
        put(id, EN_2999, "\"1\"").problem(404, "recurrente_desconocida");
        post(id, "pausar").problem(404, "recurrente_desconocida");
        post(id, "reanudar").problem(404, "recurrente_desconocida");
        shop.send("DELETE", RECURRENTES + "/" + id, "").problem(404, "recurrente_desconocida");
    }

    @Test
    void aRepeatedRequestMakesOne() {
        String clave = UUID.randomUUID().toString();
        String body = cuerpo(EN_2999, "");
        String una = id(shop.send("POST", RECURRENTES, body, "Idempotency-Key", clave));
        String otra = id(shop.send("POST", RECURRENTES, body, "Idempotency-Key", clave));
        assertThat(una).isEqualTo(otra);
        shop.get(RECURRENTES).has("/total", 1);
    }

    private void nothingWasWritten() {
        shop.get(RECURRENTES).has("/total", 0);
    }

    /** @param factura its fields; empty for one that can be issued */
    private Answer crear(String cuando, String factura) {
        return shop.post(RECURRENTES, cuerpo(cuando, factura));
    }

    private Answer put(String id, String cuando, String ifMatch) {
        return shop.send("PUT", RECURRENTES + "/" + id, cuerpo(cuando, ""), "If-Match", ifMatch);
    }

    private static String cuerpo(String cuando, String factura) {
        String contenido =
                factura.isEmpty() ? ShopProgram.factura("", item("100", 21)) : "{" + factura.replace('\'', '"') + "}";
        return "{" + cuando.strip().replace('\'', '"') + "\"factura\":" + contenido + "}";
    }

    private Answer post(String id, String verbo) {
        return shop.post(RECURRENTES + "/" + id + "/" + verbo, "");
    }

    private Answer una(String id) {
        return shop.get(RECURRENTES + "/" + id).status(200);
    }

    private static String id(Answer answer) {
        return answer.status(201).at("/id").asString();
    }
}
