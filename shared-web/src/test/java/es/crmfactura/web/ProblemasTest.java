package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = {"crmfactura.web.max-body=1KB", "crmfactura.web.max-upload=4KB"})
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class ProblemasTest {

    @Autowired
    private MockMvcTester http;

    @ParameterizedTest
    @ValueSource(strings = {"{\"nombre_completo\":", "", "[]", "\"texto\"", "null", "{'a':1}"})
    void whatIsNoJsonObjectIsNotUnderstood(String body) {
        assertProblem(post(body), 400, "solicitud_incorrecta");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cosas?color=verde",
                "/cosas?limit=muchas",
                "/cosas?skip=1.5",
                "/cosas?desde=22/11/2026",
                "/cosas?por_hoja=x"
            })
    void anUnknownValueOfAParameterIsNamed(String uri) {
        String parameter = uri.replaceAll(".*\\?|=.*", "");
        var problem = assertProblem(http.get().uri(uri).exchange(), 400, "parametro_desconocido");
        assertThat(problem).bodyJson().extractingPath("$.errores[0].campo").isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "Color", "porHoja", "id"})
    void aParameterThatTheOperationDoesNotHaveIsNamedTogetherWithThoseItHas(String parameter) {
        var problem = assertProblem(
                http.get().uri("/cosas?limit=1&{p}=1", parameter).exchange(), 400, "parametro_desconocido");
        assertThat(problem).bodyJson().extractingPath("$.errores[0].campo").isEqualTo(parameter);
        assertThat(problem)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(parameter, "Aquí hay: color, desde, limit, por_hoja, skip.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"medida", "medidas.largo", "Medida.largo", "una.medida.largo", "*", "medida*"})
    void whatOnlyLooksLikeAParameterWithThePrefixIsRefused(String parameter) {
        var problem = assertProblem(
                http.get().uri("/cosas/medidas?{p}=1", parameter).exchange(), 400, "parametro_desconocido");
        assertThat(problem)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(parameter, "Aquí hay: limit, medida.*, skip.");
    }

    @Test
    void parametersWithThePrefixReachTheOperationWithoutIt() {
        assertThat(http.get()
                        .uri("/cosas/medidas?limit=1&medida.largo=1&medida.alto.desde=2&medida.largo=3&medida.*=4")
                        .exchange())
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"largo": ["1", "3"], "alto.desde": ["2"], "*": ["4"]}""");
    }

    @Test
    void thePermittedValuesOfAParameterAreListed() {
        assertThat(http.get().uri("/cosas?color=verde").exchange())
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("Corrija el parámetro: color tiene que ser uno de: rojo, azul.");
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "skip,-1", "por_hoja,6"})
    void aParameterOutOfItsRangeIsNamed(String parameter, String value) {
        var answer = http.get().uri("/cosas?{p}={v}", parameter, value).exchange();
        assertProblem(answer, 422, "campos_invalidos");
        assertThat(answer).bodyJson().extractingPath("$.errores[0].campo").isEqualTo(parameter);
    }

    @Test
    void datesInParametersAreIso() {
        assertThat(http.get().uri("/cosas?desde=2026-11-22&color=azul")).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nombre_completo\":\" \"} | nombre_completo",
                "{} | nombre_completo",
                "{\"nombre_completo\":\"a\",\"importe\":\"caro\"} | importe",
                "{\"nombre_completo\":\"a\",\"importe\":1.234} | importe",
                "{\"nombre_completo\":\"a\",\"fecha\":\"ayer\"} | fecha",
                "{\"nombre_completo\":\"a\",\"fecha\":\"\"} | fecha",
                "{\"nombre_completo\":\"a\",\"color\":\"verde\"} | color",
                "{\"nombre_completo\":\"a\",\"color\":1} | color",
                "{\"nombre_completo\":{}} | nombre_completo",
                "{\"nombre_completo\":\"a\",\"partes\":3} | partes",
                "{\"nombre_completo\":\"a\",\"partes\":[{\"nombre_corto\":\"p\",\"cuantas\":\"x\"}]} | partes[0].cuantas",
                "{\"nombre_completo\":\"a\",\"partes\":[{\"nombre_corto\":\"\",\"cuantas\":1}]} | partes[0].nombre_corto"
            })
    void aFieldAtFaultIsNamedAsItIsInJson(String body, String field) {
        var answer = assertProblem(post(body), 422, "campos_invalidos");
        assertThat(answer).bodyJson().extractingPath("$.errores[0].campo").isEqualTo(field);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errores[0].mensaje")
                .asString()
                .matches("(no|tiene|valor).*");
    }

    @Test
    void aRuleOfAFeatureSaysWhatToDoAndWhatExists() {
        var answer = assertProblem(get("/cosas/repetida"), 409, "cosa_repetida");
        assertThat(answer).bodyJson().extractingPath("$.id").isEqualTo("7");
        assertThat(answer).bodyJson().extractingPath("$.detail").isEqualTo("Ya hay una: use la que hay.");
        assertThat(answer).bodyJson().doesNotHavePath("$.errores");
    }

    @Test
    void whatHttpItselfRefuses() {
        assertProblem(get("/nada"), 404, "no_encontrado");
        assertProblem(get("/api/crm/../../etc"), 404, "no_encontrado");
        var wrongMethod = http.method(HttpMethod.DELETE).uri("/cosas").exchange();
        assertProblem(wrongMethod, 405, "metodo_no_admitido");
        assertThat(wrongMethod).headers().containsHeader("Allow");
        assertProblem(
                http.get().uri("/cosas").accept(MediaType.APPLICATION_PDF).exchange(), 406, "formato_no_disponible");
        assertProblem(
                http.post()
                        .uri("/cosas")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("x")
                        .exchange(),
                415,
                "formato_no_admitido");
        assertProblem(post("{\"nombre_completo\":\"" + "a".repeat(2_000) + "\"}"), 413, "cuerpo_demasiado_grande");
    }

    @Test
    void anUploadMayBeLargerButNotAsLargeAsItLikes() {
        var url = http.post().uri("/cosas/fichero").contentType(MediaType.TEXT_PLAIN);
        assertThat(url.content("a".repeat(2_000)).exchange()).hasStatusOk().hasBodyTextEqualTo("2000");
        assertProblem(url.content("a".repeat(5_000)).exchange(), 413, "cuerpo_demasiado_grande");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin-base", "interbloqueo"})
    void aDatabaseThatIsAwayIsWorthAnotherTry(String id) {
        assertThat(assertProblem(get("/cosas/" + id), 503, "no_disponible"))
                .headers()
                .hasValue("Retry-After", "5");
    }

    @Test
    void whatTheDatabaseRefusesIsTheClientsToCorrect() {
        assertProblem(get("/cosas/nulo"), 422, "valor_no_admitido");
        assertProblem(get("/cosas/unica"), 409, "conflicto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otra", "tabla"})
    void aFaultOfOursIsLoggedOnceAndTellsNothing(String id, CapturedOutput output) throws Exception {
        var answer = assertProblem(get("/cosas/" + id), 500, "error_interno");
        assertThat(answer.getResponse().getContentAsString())
                .doesNotContain("Exception", "Secreto", "secretos", "java");
        assertThat(output.toString().split("A request failed", -1)).hasSize(2);
    }

    @Test
    void onlyTheFieldsSentChange() {
        assertThat(patch("{\"importe\":\"12.50\",\"nota_larga\":null,\"desconocido\":1}"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"nombre_completo\":\"una cosa\",\"nota_larga\":null,\"importe\":12.50,\"color\":\"rojo\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"nombre_completo\":null} | nombre_completo", "{\"importe\":\"x\"} | importe"})
    void aChangeIsCheckedLikeTheWhole(String changes, String field) {
        var answer = assertProblem(patch(changes), 422, "campos_invalidos");
        assertThat(answer).bodyJson().extractingPath("$.errores[0].campo").isEqualTo(field);
    }

    private MvcTestResult get(String uri) {
        return http.get().uri(uri).exchange();
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/cosas")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult patch(String body) {
        return http.patch()
                .uri("/cosas")
                .contentType("application/merge-patch+json")
                .content(body)
                .exchange();
    }

    private static MvcTestResult assertProblem(MvcTestResult answer, int status, String codigo) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.codigo").isEqualTo(codigo);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:crmfactura:problema:" + codigo);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(answer).bodyJson().extractingPath("$.title").isNotNull();
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().endsWith(".");
        return answer;
    }
}
