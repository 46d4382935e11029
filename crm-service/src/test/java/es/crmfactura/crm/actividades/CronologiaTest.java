package es.crmfactura.crm.actividades;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CrmTest
class CronologiaTest {

    @Autowired
    private OldClient crm;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tipo=llamada|Primera",
                "tipo=llamada&tipo=nota|Reunión anual,Primera",
                "tipo=&tipo=|Visita,Reunión anual,Primera",
                "tipo=&tipo=nota|Reunión anual",
                "origen=evento|",
                "origen=manual&completada=true|Reunión anual",
                "desde=2026-11-02|Visita,Reunión anual",
                "hasta=2026-11-02|Reunión anual,Primera",
                "desde=2026-11-02&hasta=2026-11-02|Reunión anual",
                "texto=REUNION|Visita,Reunión anual",
                "texto=100%25|"
            })
    void itIsFiltered(String query, String titulos) {
        String actividades = actividadesDe(crm.unCliente());
        anotar(actividades, "llamada", "Primera", "2026-11-01T23:59:59", "");
        anotar(actividades, "nota", "Reunión anual", "2026-11-02T23:59:59", ", \"completada\": true");
        anotar(actividades, "tarea", "Visita", "2026-11-03T00:00:00", ", \"notas\": \"tras la reunión\"");

        assertThat(titulos(crm.get(actividades + "?" + query)))
                .containsExactlyElementsOf(titulos == null ? List.of() : List.of(titulos.split(",")));
    }

    @Test
    void itIsReadPageByPageWhileOthersWrite() {
        String actividades = actividadesDe(crm.unCliente());
        for (int i = 1; i <= 5; i++) {
            // two at the same moment
            anotar(actividades, "nota", "n" + i, "2026-11-0" + (i + 1) / 2 + "T10:00:00", "");
        }

        List<String> leidos = new ArrayList<>();
        Optional<String> pagina = Optional.of(actividades + "?limit=2&tipo=nota");
        while (pagina.isPresent()) {
            var answer = crm.get(pagina.get()).status(200);
            leidos.addAll(titulos(answer));
            anotar(actividades, "nota", "entretanto", "2026-11-09T10:00:00", "");
            pagina = siguiente(answer);
        }

        assertThat(leidos).containsExactly("n5", "n4", "n3", "n2", "n1");
    }

    @Test
    void aPageCanBeReachedBySkipping() {
        String actividades = actividadesDe(crm.unCliente());
        for (int i = 1; i <= 3; i++) {
            anotar(actividades, "nota", "n" + i, "2026-11-0" + i + "T10:00:00", "");
        }

        assertThat(titulos(crm.get(actividades + "?skip=1&limit=1"))).containsExactly("n2");
        assertThat(siguiente(crm.get(actividades + "?skip=1&limit=2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%20", "bm8tZXM", "MjAyNi0xMS0yMlQwOTowMDowMFogeA"})
    void aCursorOfSomebodyElseIsRefused(String cursor) {
        crm.get(actividadesDe(crm.unCliente()) + "?cursor=" + cursor).problem(400, "cursor_desconocido");
    }

    private void anotar(String actividades, String tipo, String titulo, String fecha, String mas) {
        crm.post(actividades, """
                        {"tipo": "%s", "titulo": "%s", "fecha": "%s"%s}""".formatted(tipo, titulo, fecha, mas)).status(201);
    }

    private static Optional<String> siguiente(Answer answer) {
        return answer.response()
                .headers()
                .firstValue("Link")
                .map(link -> Pattern.compile("<(.*)>; rel=\"next\"").matcher(link))
                .filter(link -> link.find())
                .map(link -> link.group(1));
    }

    private static List<String> titulos(Answer answer) {
        return answer.status(200)
                .at("")
                .valueStream()
                .map(actividad -> actividad.at("/titulo").asString())
                .toList();
    }

    private static String actividadesDe(String cliente) {
        return "/api/crm/clientes/" + cliente + "/actividades";
    }
}
