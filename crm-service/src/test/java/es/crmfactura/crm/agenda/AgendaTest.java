package es.crmfactura.crm.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@CrmTest
class AgendaTest {

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final String responsable = "r" + UUID.randomUUID();

    @Test
    void whatIsToBeDoneIsOverdueOfTodayOrOfThisWeek() {
        String cliente = crm.post("/api/crm/clientes", "{\"nombre_completo\":\"Talleres Muñoz\"}")
                .at("/id")
                .asString();
        // the 25th is a Wednesday
        for (String fecha : List.of(
                "2026-11-24T23:59:59",
                "2026-11-25T00:00:00",
                "2026-11-25T23:59:59.999999",
                "2026-11-26T00:00:00",
                "2026-11-29T23:59:59",
                "2026-11-30T00:00:00")) {
            pendiente(cliente, fecha);
        }
        String hecha = pendiente(cliente, "2026-11-25T10:00:00");
        crm.post("/api/crm/actividades/" + hecha + "/completar", "").status(200);

        var agenda = crm.get("/api/crm/agenda?fecha=2026-11-25&responsable=" + responsable)
                .status(200)
                .has("/fecha", "2026-11-25")
                .has("/vencidas/total", 1)
                .has("/hoy/actividades/0/cliente_id", cliente)
                .has("/hoy/actividades/0/cliente_nombre", "Talleres Muñoz");

        assertThat(titulos(agenda.at("/vencidas"))).containsExactly("2026-11-24T23:59:59");
        assertThat(titulos(agenda.at("/hoy"))).containsExactly("2026-11-25T00:00:00", "2026-11-25T23:59:59.999999");
        assertThat(titulos(agenda.at("/semana"))).containsExactly("2026-11-26T00:00:00", "2026-11-29T23:59:59");
        assertThat(crm.get("/api/crm/agenda?fecha=2026-11-25")
                        .at("/vencidas/total")
                        .asLong())
                .isPositive();
        crm.get("/api/crm/agenda?fecha=ayer").problem(400, "parametro_desconocido");
    }

    @Test
    void eachOneSeesHowMuchThereIsToDo() {
        String cliente = crm.unCliente();
        pendiente(cliente, "2020-01-01T10:00:00");
        pendiente(cliente, "2099-01-01T10:00:00");
        pendiente(cliente, "2099-01-02T10:00:00");

        assertThat(crm.get("/api/crm/agenda/responsables").status(200).at("").valueStream())
                .filteredOn(uno -> uno.at("/responsable").asString("").equals(responsable))
                .singleElement()
                .satisfies(uno -> assertThat(uno.toString())
                        .contains("\"vencidas\":1", "\"hoy\":0", "\"semana\":0", "\"despues\":2"));
    }

    @Test
    void itReadsOnlyWhatIsPendingHoweverMuchHasBeenDone() {
        String cliente = crm.unCliente();
        String plan = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.update("""
                    insert into actividad (id, cliente_id, tipo, titulo, fecha, completada, origen, fecha_creacion)
                    select gen_random_uuid(), cast(? as uuid), 'venta', 'x', now(), n %% 1000 > 0, 'manual', now()
                    from generate_series(1, 20000) n""".formatted(), cliente);
            jdbc.execute("analyze actividad");
            return String.join("\n", jdbc.queryForList("""
                    explain select * from actividad a
                    where not completada and fecha >= '2026-11-25' and fecha < '2026-11-26' order by fecha, id limit 100""", String.class));
        });

        assertThat(plan).contains("actividad_pendiente").doesNotContain("Seq Scan");
    }

    private String pendiente(String cliente, String fecha) {
        return crm.post("/api/crm/clientes/" + cliente + "/actividades", """
                        {"tipo": "tarea", "titulo": "%s", "fecha": "%s", "responsable": "%s"}""".formatted(fecha, fecha, responsable))
                .status(201)
                .at("/id")
                .asString();
    }

    private static List<String> titulos(JsonNode plazo) {
        return plazo.at("/actividades")
                .valueStream()
                .map(actividad -> actividad.at("/titulo").asString())
                .toList();
    }
}
