package es.crmfactura.crm.cifras;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What billing's events say about a client. Amounts are in euros, taxes included; days are those of Madrid. */
@Schema(name = "Cifras", description = "Lo que la facturación da a conocer de un cliente")
public record Cifras(
        @Schema(description = "Suma de sus facturas; no cuentan las anuladas ni las sustituidas", example = "2469.00")
        BigDecimal facturado,

        @Schema(description = "Lo que ha pagado", example = "1234.50")
        BigDecimal cobrado,

        @Schema(description = "Lo que debe; negativo si ha pagado de más", example = "1234.50")
        BigDecimal pendiente,

        @Schema(description = "De lo que debe, lo que ya tendría que haber pagado", example = "500.00")
        BigDecimal vencido,

        @Schema(description = "Cuántas facturas cuentan; no las rectificativas por diferencias", example = "2")
        int numeroFacturas,

        @Schema(description = "Lo facturado entre el número de facturas", example = "1234.50")
        BigDecimal promedioVenta,

        @Schema(
                description = "Días que tarda en pagar del todo una factura; nulo si no ha pagado ninguna",
                example = "23.5")
        @Nullable
        BigDecimal promedioDiasPago,

        @Schema(
                description =
                        "De sus facturas ya vencidas, el porcentaje que pagó a tiempo; nulo si no ha vencido ninguna",
                example = "87.50")
        @JsonProperty("tasa_pagos_a_tiempo")
        @Nullable
        BigDecimal tasaPagosATiempo,

        @Schema(description = "El día de su primera factura") @Nullable
        LocalDate primeraFactura,

        @Schema(description = "Riesgo de que no pague; riesgo_motivos dice por qué", example = "medio")
        Riesgo riesgoImpago,

        @Schema(
                description = "Las reglas que se dan, la más grave primero; vacío si el riesgo es bajo",
                example = "[\"Debe una factura que venció hace 12 días\"]")
        List<String> riesgoMotivos,

        @Schema(
                description =
                        "Lo que facturaría en tres años al ritmo que lleva desde su primera factura, contada desde hace un año"
                                + " como mínimo",
                example = "7407.00")
        BigDecimal valorDeVida,

        @Schema(
                description =
                        "Si está entre el 10 % de los clientes con facturas que más facturan; se calcula cada diez"
                                + " minutos",
                example = "false")
        boolean topPercentil) {

    // constants are spelled as the API spells them
    public enum Riesgo {
        bajo,
        medio,
        alto
    }

    /**
     * A lateral join that adds {@code cifras} to a client {@code c}, of whom it needs {@code id} and
     * {@code credito_disponible}. Parameters: {@code hoy}, a date, and {@code umbral} of {@link MejoresClientes}. The columns
     * are named as the components. The rules of the risk stand in it as rows.
     */
    public static final String DE_UN_CLIENTE = """
            cross join lateral (
              select sumas.*,
                case riesgo.nivel when 2 then 'alto' when 1 then 'medio' else 'bajo' end as riesgo_impago,
                coalesce(riesgo.motivos, '{}') as riesgo_motivos,
                case when sumas.primera_factura is null then 0.00
                  else round(sumas.facturado * 3 * 365.25
                    / greatest(365.25, cast(:hoy as date) - sumas.primera_factura), 2) end as valor_de_vida,
                sumas.facturado > 0 and coalesce(sumas.facturado >= :umbral, false) as top_percentil
              from (
                select s.*, s.facturado - s.cobrado as pendiente,
                  greatest(0.00, least(s.impagado, s.facturado - s.cobrado)) as vencido,
                  coalesce(round(s.facturado / nullif(s.numero_facturas, 0), 2), 0.00) as promedio_venta,
                  round(100.0 * s.pagadas_a_tiempo / nullif(s.vencidas, 0), 2) as tasa_pagos_a_tiempo
                from (
                  select coalesce(sum(f.total) filter (where not f.sustituida), 0.00) as facturado,
                    coalesce(sum(f.ingresado), 0.00) as cobrado,
                    count(*) filter (where f.venta) as numero_facturas,
                    count(*) filter (where f.venta and f.ha_vencido and (f.fecha_cobro is not null or f.debe > 0)) as vencidas,
                    count(*) filter (where f.venta and f.ha_vencido and f.fecha_cobro <= f.vencimiento) as pagadas_a_tiempo,
                    count(*) filter (where not f.sustituida and f.ha_vencido and f.debe > 0) as impagadas,
                    coalesce(sum(f.debe) filter (where not f.sustituida and f.ha_vencido), 0.00) as impagado,
                    max(cast(:hoy as date) - f.vencimiento) filter (where not f.sustituida and f.debe > 0) as dias_impagada,
                    round(avg(f.fecha_cobro - f.fecha) filter (where f.venta), 1) as promedio_dias_pago,
                    min(f.fecha) filter (where f.venta) as primera_factura,
                    max(f.fecha_devolucion) as ultima_devolucion
                  from (
                    select v.*, not v.sustituida and (v.rectifica is null or v.por_sustitucion) as venta,
                      v.vencimiento < cast(:hoy as date) as ha_vencido
                    from factura_viva v
                    where v.cliente_id = c.id) f) s) sumas
              cross join lateral (
                select max(r.nivel) as nivel, array_agg(r.motivo order by r.nivel desc, r.motivo) as motivos
                from (values
                  (2, sumas.vencido > 0 and sumas.dias_impagada > 60,
                    'Debe una factura que venció hace ' || sumas.dias_impagada || ' días'),
                  (2, sumas.vencido > 0 and sumas.impagadas >= 3,
                    'Tiene ' || sumas.impagadas || ' facturas vencidas sin pagar'),
                  (2, sumas.vencidas >= 3 and sumas.tasa_pagos_a_tiempo < 50,
                    'Solo pagó a tiempo ' || sumas.pagadas_a_tiempo || ' de ' || sumas.vencidas || ' facturas'),
                  (1, sumas.vencido > 0 and sumas.dias_impagada between 1 and 60,
                    'Debe una factura que venció hace ' || sumas.dias_impagada
                      || case sumas.dias_impagada when 1 then ' día' else ' días' end),
                  (1, sumas.vencidas >= 3 and sumas.tasa_pagos_a_tiempo between 50 and 79.99,
                    'Solo pagó a tiempo ' || sumas.pagadas_a_tiempo || ' de ' || sumas.vencidas || ' facturas'),
                  (1, sumas.ultima_devolucion > cast(:hoy as date) - 365,
                    'Se devolvió un pago suyo el ' || to_char(sumas.ultima_devolucion, 'DD/MM/YYYY')),
                  (1, c.credito_disponible > 0 and sumas.pendiente > c.credito_disponible,
                    'Debe más que su crédito disponible')) as r (nivel, se_da, motivo)
                where r.se_da) riesgo) cifras""";
}
