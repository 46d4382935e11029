package es.crmfactura.crm.actividades;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CrmTest
class ActividadesTest {

    @Autowired
    private OldClient crm;

    @Test
    void anActividadIsWrittenWithDefaults() {
        String id = crm.unCliente();
        var answer = crm.post(actividades(id), "{\"tipo\":\"llamada\",\"titulo\":\"Seguimiento\",\"x\":[]}")
                .status(201)
                .has("/cliente_id", id)
                .has("/tipo", "llamada")
                .has("/titulo", "Seguimiento")
                .has("/completada", false)
                .has("/origen", "manual")
                .has("/evento_id", null);
        assertThat(Duration.between(
                        OffsetDateTime.parse(answer.at("/fecha").asString()).toInstant(), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
        crm.get("/api/crm/clientes/" + id).has("/dias_desde_ultimo_contacto", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:15:30.123456, 2026-11-22T10:15:30.123456+01:00",
        "2026-07-01T10:15:30, 2026-07-01T10:15:30.000000+02:00",
        "2026-11-22T09:15:30Z, 2026-11-22T10:15:30.000000+01:00",
        "2026-11-22T04:15:30-05:00, 2026-11-22T10:15:30.000000+01:00"
    })
    void aDateTimeWithoutAnOffsetIsOfMadrid(String sent, String answered) {
        crm.post(actividades(crm.unCliente()), "{\"tipo\":\"nota\",\"titulo\":\"t\",\"fecha\":\"%s\"}".formatted(sent))
                .status(201)
                .has("/fecha", answered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llamada", "email", "reunion", "tarea", "nota", "venta", "pago"})
    void olderProgramsWriteEveryKind(String tipo) {
        crm.post(
                        actividades(crm.unCliente()),
                        "{\"tipo\":\"%s\",\"titulo\":\"t\",\"descripcion\":\"d\",\"completada\":true,\"responsable\":\"r\",\"notas\":\"n\"}"
                                .formatted(tipo))
                .status(201)
                .has("/tipo", tipo)
                .has("/descripcion", "d")
                .has("/completada", true)
                .has("/responsable", "r")
                .has("/notas", "n");
    }

    @Test
    void theLatestComesFirstAndTwentyAreEnough() {
        String id = crm.unCliente();
        crm.get(actividades(id)).status(200).has("", List.of());
        IntStream.rangeClosed(1, 22)
                .forEach(i -> crm.post(
                                actividades(id),
                                "{\"tipo\":\"tarea\",\"titulo\":\"%d\",\"fecha\":\"2026-11-%02dT10:00:00\"}"
                                        .formatted(i, i))
                        .status(201));
        crm.get(actividades(id)).has("/0/titulo", "22").has("/19/titulo", "3").lacks("/20");
        crm.get(actividades(id) + "?limit=1").has("/0/titulo", "22").lacks("/1");
        crm.get(actividades(id) + "?limit=0").problem(422, "campos_invalidos").has("/errores/0/campo", "limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'titulo':'t'}|tipo",
                "{'tipo':'nota'}|titulo",
                "{'tipo':'fiesta','titulo':'t'}|tipo",
                "{'tipo':'nota','titulo':'t','fecha':'mañana'}|fecha",
                "{'tipo':'nota','titulo':'t','completada':'quizás'}|completada"
            })
    void aFieldAtFaultIsNamed(String body, String field) {
        crm.post(actividades(crm.unCliente()), body.replace('\'', '"'))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", field);
    }

    private static String actividades(String id) {
        return "/api/crm/clientes/" + id + "/actividades";
    }
}
