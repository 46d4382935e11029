package es.crmfactura.crm.resumen;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/crm/resumen")
@Tag(name = "Resumen", description = "Cómo va todo")
class ResumenController {

    /** An oportunidad that is expected to close within these days, today included, is about to. */
    private static final int DIAS_PROXIMOS = 30;

    /** What others take off an invoice is looked for only where there are others. */
    private static final String FACTURAS = """
            select coalesce(sum(total), 0.00) as valor_total_facturado,
              coalesce(round(avg(fecha_cobro - fecha) filter (where rectifica is null or por_sustitucion), 1), 0.0)
                as promedio_dias_pago,
              count(distinct cliente_id) filter (where cobrado < total and vencimiento < cast(:hoy as date)
                  and case
                    when rectifica is null
                      and factura_id not in (select rectifica from factura_conocida where rectifica is not null)
                      and factura_id not in (select factura_id from factura_canjeada) then true
                    else debe > 0
                  end)
                as clientes_morosos
            from factura_viva
            where not sustituida""";

    private static final String RESUMEN = """
            select to_json(r)
            from (
              select
                (select count(*) from cliente) as total_clientes,
                (select count(*) from cliente where estado = 'activo') as clientes_activos,
                (select count(*) from cliente where fecha_creacion >= dias.mes) as clientes_nuevos_mes,
                facturas.*,
                (select coalesce(sum(valor_estimado), 0.00) from oportunidad where fecha_cierre is null)
                  as valor_oportunidades_abiertas,
                (select count(*) from oportunidad
                 where fecha_cierre is null
                   and fecha_cierre_esperada >= dias.hoy and fecha_cierre_esperada < dias.limite)
                  as oportunidades_proximas_cerrar,
                (select count(*) from actividad where not completada) as actividades_pendientes
              from (%s) facturas
              cross join (
                select cast(:hoy as timestamp) at time zone :zona as hoy,
                  cast(:mes as timestamp) at time zone :zona as mes,
                  cast(:limite as timestamp) at time zone :zona as limite) dias) r""".formatted(FACTURAS);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ResumenController(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    record Resumen(
            @Schema(description = "Cuántos clientes hay", example = "120")
            long totalClientes,

            @Schema(description = "Los que están en estado activo", example = "80")
            long clientesActivos,

            @Schema(description = "Los dados de alta este mes", example = "5")
            long clientesNuevosMes,

            @Schema(
                    description = "Lo que suman las facturas que no están anuladas ni sustituidas, impuestos incluidos",
                    example = "98500.00")
            BigDecimal valorTotalFacturado,

            @Schema(description = "Lo que suman las oportunidades abiertas, en euros", example = "48000.00")
            BigDecimal valorOportunidadesAbiertas,

            @Schema(
                    description =
                            "Días desde la fecha de una factura hasta que está cobrada del todo; 0 si aún no hay ninguna",
                    example = "23.5")
            BigDecimal promedioDiasPago,

            @Schema(description = "Clientes con alguna factura vencida sin cobrar del todo", example = "3")
            long clientesMorosos,

            @Schema(description = "Actividades sin completar", example = "14")
            long actividadesPendientes,

            @Schema(
                    description = "Oportunidades abiertas que se espera cerrar entre hoy y dentro de 30 días",
                    example = "4")
            long oportunidadesProximasCerrar) {}

    @GetMapping
    @Operation(summary = "Las cifras de todo el CRM")
    Resumen resumen() {
        LocalDate hoy = LocalDate.now(clock);
        String fila = jdbc.sql(RESUMEN)
                .param("hoy", hoy.toString())
                .param("mes", hoy.withDayOfMonth(1).toString())
                .param("limite", hoy.plusDays(DIAS_PROXIMOS + 1).toString())
                .param("zona", clock.getZone().getId())
                .query(String.class)
                .single();
        return json.readValue(fila, Resumen.class);
    }
}
