package es.crmfactura.crm.oportunidades;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@CrmTest
class OportunidadesTest {

    private static final String OPORTUNIDADES = "/api/crm/oportunidades";

    @Autowired
    private OldClient crm;

    @Autowired
    private WebApplicationContext context;

    @Test
    void aTitleAndAValueAreEnough() {
        String cliente = crm.unCliente();
        var answer = crm.post(
                        de(cliente), "{\"titulo\":\" Renovación \",\"valor_estimado\":\"1200\",\"source\":\"web\"}")
                .status(201)
                .has("/cliente_id", cliente)
                .has("/titulo", "Renovación")
                .has("/estado", "inicial")
                .hasAmount("/valor_estimado", "1200.00")
                .has("/probabilidad_cierre", 10)
                .hasAmount("/valor_ponderado", "120.00")
                .has("/fecha_cierre_esperada", null)
                .has("/productos", List.of())
                .has("/version", 0);
        String oportunidad = answer.header("Location");
        assertThat(oportunidad).isEqualTo(OPORTUNIDADES + "/" + answer.at("/id").asString());
        assertThat(crm.get(oportunidad).status(200).response().body())
                .isEqualTo(answer.response().body());
    }

    @ParameterizedTest
    @CsvSource({"inicial, 10", "contacto, 25", "propuesta, 50", "negociacion, 75", "ganada, 100", "perdida, 0"})
    void olderProgramsWriteDownEveryEstadoAndGiveNoReasons(String estado, int probabilidad) {
        crm.post(de(crm.unCliente()), """
                        {"titulo":"Obra","descripcion":"Nave","estado":"%s","valor_estimado":99.5,"notas":"n",
                         "probabilidad_cierre":null,"fecha_cierre_esperada":null,"productos":null}""".formatted(estado))
                .status(201)
                .has("/estado", estado)
                .has("/descripcion", "Nave")
                .has("/notas", "n")
                .has("/probabilidad_cierre", probabilidad)
                .has("/motivo_perdida", null);
    }

    @Test
    void productosComeBackAsTheyWereSent() {
        var answer = crm.post(de(crm.unCliente()), """
                        {"titulo":"Obra","valor_estimado":0,"productos":["Ventana",{"z":1.50,"a":[null,true]},7,null,[]]}""")
                .status(201)
                .has("/productos/0", "Ventana")
                .has("/productos/1/a", Arrays.asList(null, true))
                .has("/productos/2", 7)
                .has("/productos/3", null)
                .has("/productos/4", List.of())
                .hasAmount("/z", "1.50");
        crm.get(answer.header("Location")).has("/productos/1/a/1", true).lacks("/productos/5");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31T23:59:59.999999, 2026-12-31T23:59:59.999999+01:00",
        "2026-07-01T10:15:30Z, 2026-07-01T12:15:30.000000+02:00",
        "2026-12-31, 2026-12-31T00:00:00.000000+01:00"
    })
    void theExpectedCloseIsADayOrATimeOfMadrid(String sent, String answered) {
        crm.post(
                        de(crm.unCliente()),
                        "{\"titulo\":\"t\",\"valor_estimado\":1,\"fecha_cierre_esperada\":\"" + sent + "\"}")
                .status(201)
                .has("/fecha_cierre_esperada", answered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'valor_estimado':1}|titulo",
                "{'titulo':' ','valor_estimado':1}|titulo",
                "{'titulo':'t'}|valor_estimado",
                "{'titulo':'t','valor_estimado':-0.01}|valor_estimado",
                "{'titulo':'t','valor_estimado':1e12}|valor_estimado",
                "{'titulo':'t','valor_estimado':1e-999999999}|valor_estimado",
                "{'titulo':'t','valor_estimado':'mucho'}|valor_estimado",
                "{'titulo':'t','valor_estimado':1,'estado':'casi'}|estado",
                "{'titulo':'t','valor_estimado':1,'probabilidad_cierre':101}|probabilidad_cierre",
                "{'titulo':'t','valor_estimado':1,'probabilidad_cierre':-1}|probabilidad_cierre",
                "{'titulo':'t','valor_estimado':1,'fecha_cierre_esperada':'pronto'}|fecha_cierre_esperada",
                "{'titulo':'t','valor_estimado':1,'productos':{'a':1}}|productos"
            })
    void aFieldAtFaultIsNamedAndNothingIsWritten(String body, String field) {
        String cliente = crm.unCliente();
        crm.post(de(cliente), body.replace('\'', '"'))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", field);
        crm.get(de(cliente)).status(200).has("", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e101", "1e-101", "1e2000000000", "{\"a\":[1e5000]}", "DEEP"})
    void whatNobodyCouldReadAgainIsRefused(String producto) {
        String deep = "[".repeat(100) + "]".repeat(100);
        String una = una("{\"titulo\":\"t\",\"valor_estimado\":1}");
        String body = "{\"titulo\":\"t\",\"valor_estimado\":1,\"productos\":[" + producto.replace("DEEP", deep) + "]}";
        crm.post(de(crm.unCliente()), body).problem(422, "campos_invalidos").has("/errores/0/campo", "productos");
        crm.put(una, body).problem(422, "campos_invalidos").has("/errores/0/campo", "productos");
        crm.get(una).status(200).has("/productos", List.of());
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "\"50\", 50", "50.0, 50"})
    void aProbabilityMayComeAsOlderProgramsWriteIt(String sent, int kept) {
        crm.post(de(crm.unCliente()), "{\"titulo\":\"t\",\"valor_estimado\":1,\"probabilidad_cierre\":" + sent + "}")
                .status(201)
                .has("/probabilidad_cierre", kept);
    }

    @Test
    void anUnknownClientHasNone() {
        String body = "{\"titulo\":\"t\",\"valor_estimado\":1}";
        crm.post(de(UUID.randomUUID().toString()), body).problem(404, "cliente_desconocido");
        crm.post(de("cliente-7"), body).problem(404, "cliente_desconocido");
        crm.get(de(UUID.randomUUID().toString())).problem(404, "cliente_desconocido");
    }

    @Test
    void aClientShowsTheOpenOnesAndAFilterTheOthers() {
        String cliente = crm.unCliente();
        String primera = abrir(cliente, "{\"titulo\":\"1\",\"valor_estimado\":1}");
        String segunda = abrir(cliente, "{\"titulo\":\"2\",\"valor_estimado\":1,\"estado\":\"negociacion\"}");
        String perdida = abrir(cliente, "{\"titulo\":\"3\",\"valor_estimado\":1,\"estado\":\"perdida\"}");

        for (var answer : List.of(
                crm.get(de(cliente)).status(200).at(""),
                crm.get("/api/crm/clientes/" + cliente).status(200).at("/oportunidades"),
                crm.get("/api/crm/clientes?limit=100")
                        .status(200)
                        .at("/clientes")
                        .valueStream()
                        .filter(uno -> uno.at("/id").asString().equals(cliente))
                        .findFirst()
                        .orElseThrow()
                        .at("/oportunidades"))) {
            assertThat(answer.valueStream().map(una -> una.at("/id").asString()))
                    .containsExactly(segunda, primera);
        }
        crm.get(de(cliente) + "?estado=perdida").has("/0/id", perdida).lacks("/1");
        crm.get(de(cliente) + "?estado=inicial").has("/0/id", primera).lacks("/1");
        crm.get(de(cliente) + "?estado=casi").problem(400, "parametro_desconocido");
    }

    @Test
    void onlyWhatIsSentChanges() {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100,\"notas\":\"n\",\"responsable\":\"Lucía\"}");
        crm.put(una, "{\"valor_estimado\":\"250.555\",\"notas\":null,\"version\":99,\"id\":7}")
                .status(200)
                .has("/titulo", "Obra")
                .hasAmount("/valor_estimado", "250.56")
                .hasAmount("/valor_ponderado", "25.06")
                .has("/notas", null)
                .has("/responsable", "Lucía")
                .has("/version", 1);
        crm.send("PATCH", una, "{\"titulo\":\"Obra\",\"valor_estimado\":250.56}")
                .has("/version", 1);
        crm.send("PATCH", una, "{\"titulo\":null}").problem(422, "campos_invalidos");
        crm.put(una, "{\"probabilidad_cierre\":2147483648}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "probabilidad_cierre");
        crm.put(una, "[]").problem(400, "solicitud_incorrecta");
        crm.put(OPORTUNIDADES + "/7", "{}").problem(404, "oportunidad_desconocida");
        crm.get(OPORTUNIDADES + "/" + UUID.randomUUID()).problem(404, "oportunidad_desconocida");
    }

    @Test
    void aChangeFromAnOldVersionIsRefused() {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100}");
        String leida = crm.get(una).header("ETag");
        crm.send("PUT", una, "{\"notas\":\"una\"}", "If-Match", leida).status(200);
        crm.send("PUT", una, "{\"notas\":\"otra\"}", "If-Match", leida).problem(412, "version_anterior");
        crm.send("DELETE", una, "", "If-Match", leida).problem(412, "version_anterior");
        crm.send("POST", una + "/reabrir", "", "If-Match", leida).problem(412, "version_anterior");
        crm.send("DELETE", una, "", "If-Match", crm.get(una).header("ETag")).status(204);
        crm.get(una).problem(404, "oportunidad_desconocida");
        crm.get(una + "/historial").problem(404, "oportunidad_desconocida");
    }

    @Test
    void itGoesToAndFroUntilItIsWon() {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100}");
        crm.put(una, "{\"estado\":\"propuesta\"}").has("/probabilidad_cierre", 50);
        crm.put(una, "{\"estado\":\"contacto\",\"probabilidad_cierre\":90}").has("/probabilidad_cierre", 90);
        crm.put(una, "{\"estado\":\"negociacion\"}")
                .has("/probabilidad_cierre", 75)
                .has("/fecha_cierre", null);
        var ganada = crm.put(una, "{\"estado\":\"ganada\"}").status(200).has("/probabilidad_cierre", 100);
        assertThat(ganada.at("/fecha_cierre").asString()).isNotBlank();
        crm.put(una, "{\"estado\":\"perdida\",\"motivo_perdida\":\"x\"}")
                .problem(409, "transicion_no_permitida")
                .has("/estado", "ganada")
                .has("/permitidos", List.of());
        assertThat(crm.put(una, "{\"estado\":\"ganada\",\"notas\":\"n\"}")
                        .status(200)
                        .at("/fecha_cierre"))
                .isEqualTo(ganada.at("/fecha_cierre"));
    }

    @Test
    void whatIsLostHasAReasonUntilItIsReopened() {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100,\"motivo_perdida\":\"nada\"}");
        crm.get(una).has("/motivo_perdida", null);
        crm.put(una, "{\"estado\":\"perdida\",\"motivo_perdida\":\" \"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "motivo_perdida");
        crm.get(una).has("/estado", "inicial");
        crm.put(una, "{\"estado\":\"perdida\",\"motivo_perdida\":\"Precio\"}")
                .status(200)
                .has("/motivo_perdida", "Precio")
                .has("/probabilidad_cierre", 0);
        crm.put(una, "{\"motivo_perdida\":null}").problem(422, "campos_invalidos");
        crm.put(una, "{\"estado\":\"inicial\"}").problem(409, "transicion_no_permitida");

        crm.post(una + "/reabrir", "{\"estado\":\"ganada\"}")
                .problem(409, "transicion_no_permitida")
                .has("/permitidos", List.of("inicial", "contacto", "propuesta", "negociacion"));
        crm.post(una + "/reabrir", "{\"estado\":\"propuesta\"}")
                .status(200)
                .has("/estado", "propuesta")
                .has("/probabilidad_cierre", 50)
                .has("/motivo_perdida", null)
                .has("/fecha_cierre", null);
        crm.post(una + "/reabrir", "").problem(409, "oportunidad_abierta");
        crm.post(OPORTUNIDADES + "/7/reabrir", "").problem(404, "oportunidad_desconocida");
    }

    @Test
    void oneThatAnOlderProgramLostWithoutAReasonMayStillChangeAndReopen() {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100,\"estado\":\"perdida\"}");
        crm.put(una, "{\"notas\":\"n\"}").status(200).has("/estado", "perdida");
        crm.post(una + "/reabrir", "").status(200).has("/estado", "negociacion");
    }

    @Test
    void theHistoryTellsWhoChangedWhatAndWhen() throws Exception {
        String una = una("{\"titulo\":\"Obra\",\"valor_estimado\":100}");
        MockMvcBuilders.webAppContextSetup(context)
                .build()
                .perform(MockMvcRequestBuilders.patch(una)
                        .principal(() -> "lucia")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"estado\":\"perdida\",\"motivo_perdida\":\"Precio\"}"));
        crm.put(una, "{}").status(200);
        crm.post(una + "/reabrir", "").status(200);

        crm.get(una + "/historial")
                .status(200)
                .has("/0/version", 2)
                .has("/0/autor", null)
                .has("/0/estado_anterior", "perdida")
                .has("/0/estado", "negociacion")
                .has("/1/version", 1)
                .has("/1/autor", "lucia")
                .has("/1/fecha", crm.get(una + "/historial").at("/1/fecha").asString())
                .has("/1/estado_anterior", "inicial")
                .has("/1/estado", "perdida")
                .has(
                        "/1/cambios",
                        List.of(
                                cambio("estado", "inicial", "perdida"),
                                cambio("probabilidad_cierre", 10, 0),
                                cambio("motivo_perdida", null, "Precio")))
                .has("/2/version", 0)
                .has("/2/estado_anterior", null)
                .has("/2/estado", "inicial")
                .has("/2/cambios", List.of())
                .lacks("/3");
        crm.get(una + "/historial?limit=1").has("/0/version", 2).lacks("/1");
    }

    private static Map<String, Object> cambio(String campo, @Nullable Object antes, Object despues) {
        var cambio = new LinkedHashMap<String, Object>();
        cambio.put("campo", campo);
        cambio.put("antes", antes);
        cambio.put("despues", despues);
        return cambio;
    }

    @Test
    void theListIsFilteredOrderedAndPaged() {
        String quien = "r" + UUID.randomUUID();
        String cliente = crm.unCliente();
        String datos =
                "{\"titulo\":\"%s\",\"valor_estimado\":%s,\"responsable\":\"%s\",\"fecha_cierre_esperada\":%s,\"estado\":\"%s\"}";
        abrir(cliente, datos.formatted("a", 20, quien, "\"2027-01-31T23:30:00\"", "inicial"));
        abrir(cliente, datos.formatted("b", 30, quien, "null", "propuesta"));
        abrir(crm.unCliente(), datos.formatted("c", 10, quien, "\"2027-01-15\"", "ganada"));
        String lista = OPORTUNIDADES + "?responsable=" + quien;

        assertThat(titulos(lista)).isEqualTo("cba");
        assertThat(titulos(lista + "&orden=valor")).isEqualTo("bac");
        assertThat(titulos(lista + "&orden=cierre")).isEqualTo("cab");
        assertThat(titulos(lista + "&estado=ganada")).isEqualTo("c");
        assertThat(titulos(lista + "&cliente_id=" + cliente)).isEqualTo("ba");
        assertThat(titulos(lista + "&desde=2027-01-16&hasta=2027-01-31")).isEqualTo("a");
        assertThat(titulos(lista + "&desde=2027-02-01")).isEmpty();
        assertThat(titulos(lista + "&hasta=2027-01-15")).isEqualTo("c");
        var pagina = crm.get(lista + "&skip=1&limit=1")
                .status(200)
                .has("/oportunidades/0/titulo", "b")
                .lacks("/oportunidades/1")
                .has("/total", 3)
                .has("/skip", 1)
                .has("/limit", 1);
        assertThat(pagina.header("Link")).contains("rel=\"next\"", "skip=2");
        assertThat(crm.get(lista).at("/oportunidades/2/cliente_nombre").asString())
                .isEqualTo(crm.get("/api/crm/clientes/" + cliente)
                        .at("/nombre_completo")
                        .asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orden=id;drop", "estado=casi", "cliente_id=7", "desde=ayer"})
    void anUnknownFilterIsNotUnderstood(String query) {
        crm.get(OPORTUNIDADES + "?" + query.replace(";", "%3B")).problem(400, "parametro_desconocido");
    }

    @Test
    void aClientTakesItsOportunidadesAlong() {
        String cliente = crm.unCliente();
        String una = OPORTUNIDADES + "/" + abrir(cliente, "{\"titulo\":\"t\",\"valor_estimado\":1}");
        crm.send("DELETE", "/api/crm/clientes/" + cliente, "").status(204);
        crm.get(una).problem(404, "oportunidad_desconocida");
    }

    private String titulos(String lista) {
        return String.join(
                "",
                crm.get(lista)
                        .status(200)
                        .at("/oportunidades")
                        .valueStream()
                        .map(una -> una.at("/titulo").asString())
                        .toList());
    }

    private String una(String datos) {
        return OPORTUNIDADES + "/" + abrir(crm.unCliente(), datos);
    }

    private String abrir(String cliente, String datos) {
        return crm.post(de(cliente), datos).status(201).at("/id").asString();
    }

    private static String de(String cliente) {
        return "/api/crm/clientes/" + cliente + "/oportunidades";
    }
}
