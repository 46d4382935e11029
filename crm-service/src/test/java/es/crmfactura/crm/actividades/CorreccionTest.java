package es.crmfactura.crm.actividades;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.crm.clientes.Actividad.Tipo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@CrmTest
class CorreccionTest {

    @Autowired
    private OldClient crm;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcTemplate jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void whatSomebodyWroteIsCorrectedFieldByField(String method) {
        String actividad = unaActividad();

        crm.send(method, actividad, "{\"titulo\": \"Otra\", \"notas\": null, \"origen\": \"evento\", \"x\": 1}")
                .status(200)
                .has("/titulo", "Otra")
                .has("/notas", null)
                .has("/responsable", "Eva")
                .has("/origen", "manual");

        crm.get(actividad).has("/titulo", "Otra").has("/fecha", "2026-11-22T10:00:00.000000+01:00");
        crm.send(method, actividad, "{\"titulo\": \" \"}").problem(422, "campos_invalidos");
        crm.send(method, actividad, "{\"tipo\": null}").problem(422, "campos_invalidos");
    }

    @Test
    void itIsCompletedReopenedAndRescheduled() {
        String actividad = unaActividad();

        crm.post(actividad + "/completar", "").status(200).has("/completada", true);
        crm.post(actividad + "/completar", "").status(200).has("/version", 1);
        crm.post(actividad + "/reabrir", "").status(200).has("/completada", false);
        crm.post(actividad + "/reprogramar", "{\"fecha\": \"2026-12-01T09:00:00\"}")
                .status(200)
                .has("/fecha", "2026-12-01T09:00:00.000000+01:00")
                .has("/version", 3);
        crm.post(actividad + "/reprogramar", "{}").problem(422, "campos_invalidos");
    }

    @Test
    void aChangeFromAnOldVersionIsRefused() {
        String actividad = unaActividad();
        String leida = crm.get(actividad).header("ETag");
        crm.send("POST", actividad + "/completar", "", "If-Match", leida).status(200);

        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            crm.send(method, actividad, "{\"titulo\": \"x\"}", "If-Match", leida)
                    .problem(412, "version_anterior");
        }
        crm.send("POST", actividad + "/reabrir", "", "If-Match", leida).problem(412, "version_anterior");
        crm.get(actividad).has("/completada", true);
    }

    @Test
    void itIsDeletedOnce() {
        String actividad = unaActividad();
        crm.send("DELETE", actividad, "").status(204);
        crm.send("DELETE", actividad, "").problem(404, "actividad_desconocida");
        crm.get(actividad).problem(404, "actividad_desconocida");
        crm.get("/api/crm/actividades/7").problem(404, "actividad_desconocida");
    }

    @Test
    void whatBillingToldStaysUntilItsClientGoes() {
        String cliente = crm.unCliente();
        UUID evento = UUID.randomUUID();
        new RegistroDeActividades(JdbcClient.create(jdbc), clock, "actividad")
                .registrar(List.of(new ActividadDeEvento(
                        evento,
                        UUID.fromString(cliente),
                        Tipo.venta,
                        "Factura #1",
                        "d",
                        Instant.now(),
                        "1",
                        BigDecimal.TEN)));
        String actividad = "/api/crm/actividades/" + evento;

        crm.put(actividad, "{\"notas\": \"x\"}").problem(409, "actividad_de_evento");
        crm.send("DELETE", actividad, "").problem(409, "actividad_de_evento");
        crm.post(actividad + "/reabrir", "").problem(409, "actividad_de_evento");
        assertThatThrownBy(() -> jdbc.update("update actividad set notas = 'x' where id = ?", evento))
                .hasMessageContaining("es de un evento");
        assertThatThrownBy(() -> jdbc.update("delete from actividad where id = ?", evento))
                .hasMessageContaining("es de un evento");
        crm.get(actividad).status(200).has("/notas", null);

        crm.send("DELETE", "/api/crm/clientes/" + cliente, "").status(204);
        crm.get(actividad).problem(404, "actividad_desconocida");
    }

    private String unaActividad() {
        return "/api/crm/actividades/"
                + crm.post("/api/crm/clientes/" + crm.unCliente() + "/actividades", """
                                {"tipo": "llamada", "titulo": "Una", "fecha": "2026-11-22T10:00:00", "responsable": "Eva",
                                 "notas": "n"}""")
                        .status(201)
                        .at("/id")
                        .asString();
    }
}
