package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Of what a client is to be reminded. */
@Schema(name = "Recordatorio")
record Recordatorio(
        @Schema(description = "El cliente en el CRM; null hasta que el CRM lo da a conocer") @Nullable
        UUID clienteCrmId,

        @Schema(example = "Bar Manolo S.L.") String clienteNombre,
        @Schema(example = "B12345674") @Nullable String cifNif,
        @Schema(example = "manolo@example.com") @Nullable String email,

        @Schema(
                description =
                        "Si la Ley 3/2004 lo obliga a pagar interés y compensación: no a un particular, ni a quien no consta como"
                                + " empresa, autónomo o administración, salvo por un NIF de entidad",
                example = "true")
        boolean operacionComercial,

        @Schema(description = "La que venció antes, primero")
        List<Vencida> facturas,

        @Schema(description = "Lo que debe de ellas", example = "121.00")
        Importe pendiente,

        @Schema(description = "El interés legal de demora", example = "1.35")
        Importe interes,

        @Schema(description = "40 € por factura, por los costes de cobro", example = "40.00")
        Importe compensacion,

        @Schema(description = "Todo junto", example = "162.35")
        Importe total) {

    /** An overdue invoice. */
    @Schema(name = "FacturaVencida")
    record Vencida(
            UUID id,
            @Schema(example = "FAC-2026-000001") String numero,
            LocalDate fecha,
            LocalDate vencimiento,

            @Schema(example = "41") long diasVencida,
            @Schema(example = "121.00") Importe total,
            @Schema(example = "121.00") Importe pendiente,
            @Schema(example = "1.35") Importe interes,
            @Schema(example = "40.00") Importe compensacion) {}

    static Recordatorio de(Deudor deudor, List<Vencida> facturas) {
        Importe pendiente = suma(facturas, Vencida::pendiente);
        Importe interes = suma(facturas, Vencida::interes);
        Importe compensacion = suma(facturas, Vencida::compensacion);
        return new Recordatorio(
                deudor.crmId(),
                deudor.nombre(),
                deudor.cifNif(),
                deudor.email(),
                deudor.esComercial(),
                facturas,
                pendiente,
                interes,
                compensacion,
                pendiente.mas(interes).mas(compensacion));
    }

    private static Importe suma(List<Vencida> facturas, Function<Vencida, Importe> parte) {
        return facturas.stream().map(parte).reduce(Importe.CERO, Importe::mas);
    }
}
