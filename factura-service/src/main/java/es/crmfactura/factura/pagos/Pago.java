package es.crmfactura.factura.pagos;

import com.fasterxml.jackson.annotation.JsonProperty;
import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment that has come in, and may have gone back since. */
record Pago(
        @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e33")
        UUID id,

        UUID facturaId,
        @Schema(example = "FAC-2026-000001") String facturaNumero,
        @Schema(example = "97.00") Importe importe,
        @Schema(example = "2026-11-22") LocalDate fecha,
        @Schema(example = "transferencia") @Nullable String metodo,
        @Schema(example = "N26-8841") @Nullable String referencia,
        @Schema(description = "Cuándo se registró") Instant fechaRegistro,

        @Schema(description = "Cuándo se devolvió; null si no se ha devuelto", example = "2026-11-25") @Nullable
        LocalDate fechaDevolucion,

        @Schema(description = "Por qué se devolvió, si se sabe", example = "Recibo devuelto por falta de fondos")
        @Nullable
        String motivoDevolucion) {

    @JsonProperty
    @Schema(description = "Ya no cuenta en lo pagado de la factura", example = "true")
    boolean devuelto() {
        return fechaDevolucion != null;
    }

    /** @throws DevolucionAnteriorException if that was before the payment */
    Pago devolver(LocalDate dia, @Nullable String motivo) {
        if (dia.isBefore(fecha)) {
            throw new DevolucionAnteriorException(fecha);
        }
        return new Pago(id, facturaId, facturaNumero, importe, fecha, metodo, referencia, fechaRegistro, dia, motivo);
    }
}
