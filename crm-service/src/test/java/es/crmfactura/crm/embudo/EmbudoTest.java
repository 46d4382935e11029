package es.crmfactura.crm.embudo;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What others put into the same database meanwhile only adds: differences are compared with at least what is put here. */
@CrmTest
class EmbudoTest {

    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    @Autowired
    private OldClient crm;

    @Test
    void theBoardHasAColumnForEachEstadoWithItsSumsAndItsLatest() {
        JsonNode antes = tablero().at("/columnas");
        String vieja = abrir("{\"titulo\":\"1\",\"valor_estimado\":1000.10,\"estado\":\"propuesta\"}");
        String nueva =
                abrir("{\"titulo\":\"2\",\"valor_estimado\":2000,\"estado\":\"propuesta\",\"probabilidad_cierre\":90}");

        var tablero = crm.get("/api/crm/oportunidades/tablero?limit=2").status(200);
        assertThat(tablero.at("/columnas")
                        .valueStream()
                        .map(c -> c.at("/estado").asString()))
                .containsExactly("inicial", "contacto", "propuesta", "negociacion", "ganada", "perdida");
        JsonNode propuesta = tablero.at("/columnas/2");
        assertThat(propuesta
                        .at("/oportunidades")
                        .valueStream()
                        .map(o -> o.at("/id").asString()))
                .containsExactly(nueva, vieja);
        assertGrown(antes.at("/2"), propuesta, 2, "3000.10", "2300.05");
        assertThat(propuesta.at("/oportunidades/0/cliente_nombre").asString()).startsWith("Cliente ");
        crm.get("/api/crm/oportunidades/tablero?limit=0").has("/columnas/2/oportunidades", List.of());
        crm.get("/api/crm/oportunidades/tablero?limit=51").problem(422, "campos_invalidos");
    }

    @Test
    void theForecastIsByMonthOfExpectedCloseAndCountsOnlyWhatIsOpen() {
        JsonNode antes = prevision();
        LocalDate dentroDeDosMeses = YearMonth.from(HOY).plusMonths(2).atEndOfMonth();
        esperar(HOY.toString(), "inicial");
        esperar(dentroDeDosMeses + "T23:59:59", "inicial");
        esperar(dentroDeDosMeses.plusDays(1).toString(), "inicial");
        esperar(HOY.minusDays(1) + "T23:59:59", "inicial");
        abrir("{\"titulo\":\"t\",\"valor_estimado\":1000}");
        JsonNode despues = prevision();

        assertThat(despues.at("/meses").valueStream().map(mes -> mes.at("/mes").asString()))
                .containsExactly(
                        YearMonth.from(HOY).toString(),
                        YearMonth.from(HOY).plusMonths(1).toString(),
                        YearMonth.from(HOY).plusMonths(2).toString());
        for (String grupo : new String[] {"/meses/0", "/meses/2", "/posteriores", "/vencidas", "/sin_fecha"}) {
            assertGrown(antes.at(grupo), despues.at(grupo), 1, "1000", "100");
        }
        esperar(HOY.toString(), "ganada");
        assertThat(prevision()).isEqualTo(despues);
        crm.get("/api/crm/oportunidades/prevision")
                .has("/meses/5/mes", YearMonth.from(HOY).plusMonths(5).toString());
        crm.get("/api/crm/oportunidades/prevision?meses=0").problem(422, "campos_invalidos");
    }

    private static void assertGrown(JsonNode antes, JsonNode despues, long numero, String valor, String ponderado) {
        assertThat(despues.at("/numero").longValue() - antes.at("/numero").longValue())
                .isEqualTo(numero);
        assertThat(grown(antes, despues, "/valor_estimado")).isEqualByComparingTo(valor);
        assertThat(grown(antes, despues, "/valor_ponderado")).isEqualByComparingTo(ponderado);
    }

    private static BigDecimal grown(JsonNode antes, JsonNode despues, String campo) {
        return despues.at(campo).decimalValue().subtract(antes.at(campo).decimalValue());
    }

    private JsonNode tablero() {
        return crm.get("/api/crm/oportunidades/tablero").status(200).at("");
    }

    private JsonNode prevision() {
        return crm.get("/api/crm/oportunidades/prevision?meses=3").status(200).at("");
    }

    private void esperar(String cuando, String estado) {
        abrir("{\"titulo\":\"t\",\"valor_estimado\":1000,\"fecha_cierre_esperada\":\"%s\",\"estado\":\"%s\"}"
                .formatted(cuando, estado));
    }

    private String abrir(String datos) {
        return crm.post("/api/crm/clientes/" + crm.unCliente() + "/oportunidades", datos)
                .status(201)
                .at("/id")
                .asString();
    }
}
