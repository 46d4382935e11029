package es.crmfactura.crm.resumen;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@CrmTest
class ResumenTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate HOY = LocalDate.now(MADRID);

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void clientsAreCountedThoseOfThisMonthOfMadridApart() {
        JsonNode antes = resumen();
        crm.post("/api/crm/clientes", "{\"nombre_completo\":\"Ana\",\"estado\":\"activo\"}")
                .status(201);
        nacido(HOY.withDayOfMonth(1).atStartOfDay(MADRID).toOffsetDateTime());
        nacido(HOY.withDayOfMonth(1).atStartOfDay(MADRID).toOffsetDateTime().minusNanos(1000));
        JsonNode despues = resumen();
        assertThat(grown(antes, despues, "total_clientes")).isEqualByComparingTo("3");
        assertThat(grown(antes, despues, "clientes_activos")).isEqualByComparingTo("1");
        assertThat(grown(antes, despues, "clientes_nuevos_mes")).isEqualByComparingTo("2");
    }

    @Test
    void openOportunidadesAreSummedAndThoseThatAreAboutToCloseCounted() {
        JsonNode antes = resumen();
        oportunidad(HOY.toString(), "inicial");
        oportunidad(HOY.plusDays(30) + "T23:59:59", "negociacion");
        oportunidad(HOY.plusDays(31).toString(), "inicial");
        oportunidad(HOY.minusDays(1).toString(), "inicial");
        oportunidad(HOY.toString(), "ganada");
        JsonNode despues = resumen();
        assertThat(grown(antes, despues, "valor_oportunidades_abiertas")).isEqualByComparingTo("1002.00");
        assertThat(grown(antes, despues, "oportunidades_proximas_cerrar")).isEqualByComparingTo("2");
    }

    @Test
    void whatIsNotDoneIsPending() {
        JsonNode antes = resumen();
        String actividades = "/api/crm/clientes/" + crm.unCliente() + "/actividades";
        crm.post(actividades, "{\"tipo\":\"tarea\",\"titulo\":\"t\"}").status(201);
        crm.post(actividades, "{\"tipo\":\"tarea\",\"titulo\":\"t\",\"completada\":true}")
                .status(201);
        assertThat(grown(antes, resumen(), "actividades_pendientes")).isEqualByComparingTo("1");
    }

    @Test
    void invoicesAreSummedAndWhoOwesLongerThanAgreedCountsOnce() {
        JsonNode antes = resumen();
        String moroso = crm.unCliente();
        factura(moroso, "100.00", "0", HOY.minusDays(1), "");
        factura(moroso, "50.00", "49.99", HOY.minusDays(1), "");
        factura(crm.unCliente(), "10.00", "0", HOY, "");
        JsonNode despues = resumen();
        assertThat(grown(antes, despues, "valor_total_facturado")).isEqualByComparingTo("160.00");
        assertThat(grown(antes, despues, "clientes_morosos")).isEqualByComparingTo("1");
        assertThat(despues.at("/promedio_dias_pago").isNumber()).isTrue();

        UUID cobrada = factura(
                crm.unCliente(),
                "1.00",
                "1.00",
                HOY.minusDays(1),
                HOY.plusDays(100_000).toString());
        JsonNode cobradas = resumen();
        assertThat(grown(despues, cobradas, "clientes_morosos")).isZero();
        assertThat(grown(despues, cobradas, "promedio_dias_pago")).isPositive();
        jdbc.sql("update factura_conocida set anulada = true where factura_id = ?")
                .param(cobrada)
                .update();
        JsonNode anulada = resumen();
        assertThat(grown(despues, anulada, "valor_total_facturado")).isZero();
        assertThat(grown(despues, anulada, "promedio_dias_pago")).isZero();
    }

    @Test
    void whoseOverdueInvoiceWasTakenBackOwesNothing() {
        String cliente = crm.unCliente();
        UUID devuelta = factura(cliente, "100.00", "0", HOY.minusDays(1), "");
        JsonNode antes = resumen();
        UUID abono = factura(cliente, "-100.00", "0", HOY.minusDays(1), "");
        jdbc.sql("update factura_conocida set rectifica = ? where factura_id = ?")
                .params(devuelta, abono)
                .update();
        assertThat(grown(antes, resumen(), "clientes_morosos")).isEqualByComparingTo("-1");
    }

    private static BigDecimal grown(JsonNode antes, JsonNode despues, String campo) {
        return despues.at("/" + campo)
                .decimalValue()
                .subtract(antes.at("/" + campo).decimalValue());
    }

    private JsonNode resumen() {
        return crm.get("/api/crm/resumen").status(200).at("");
    }

    private void nacido(OffsetDateTime cuando) {
        jdbc.sql("update cliente set fecha_creacion = ? where id = ?")
                .param(cuando)
                .param(UUID.fromString(crm.unCliente()))
                .update();
    }

    private void oportunidad(String cierre, String estado) {
        crm.post(
                        "/api/crm/clientes/" + crm.unCliente() + "/oportunidades",
                        "{\"titulo\":\"t\",\"valor_estimado\":250.5,\"fecha_cierre_esperada\":\"%s\",\"estado\":\"%s\"}"
                                .formatted(cierre, estado))
                .status(201);
    }

    /** As billing's events leave it. */
    private UUID factura(String cliente, String total, String cobrado, LocalDate vencimiento, String fechaCobro) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into factura_conocida
                          (factura_id, cliente_id, numero, fecha, vencimiento, total, cobrado, fecha_cobro)
                        values (?, ?, 'F', cast(? as date), cast(? as date), cast(? as numeric), cast(? as numeric), cast(nullif(?, '') as date))""")
                .params(
                        id,
                        UUID.fromString(cliente),
                        HOY.minusDays(30).toString(),
                        vencimiento.toString(),
                        total,
                        cobrado,
                        fechaCobro)
                .update();
        return id;
    }
}
