package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice that comes again and again, as it is answered. */
@Schema(name = "Recurrente")
record RecurrenteVista(
        @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e55")
        UUID id,

        @Schema(description = "Lo que se envía en If-Match para cambiarla", example = "1")
        long version,

        @Schema(description = "activa, pausada o terminada: ya no le queda ningún día", example = "activa")
        Estado estado,

        Periodicidad periodicidad,
        @Schema(example = "2026-12-01") LocalDate inicio,

        @Schema(description = "Día del mes; donde el mes es más corto, su último día", example = "31")
        int dia,

        @Schema(example = "2027-12-31") @Nullable LocalDate fin,

        @Schema(description = "Cuándo toca la próxima; null si no está activa", example = "2026-12-31") @Nullable
        LocalDate proxima,

        @Schema(description = "El cliente en el CRM; null si se enviaron sus datos") @Nullable
        UUID clienteCrmId,

        @Schema(example = "Bar Manolo S.L.") @Nullable String clienteNombre,

        @Schema(description = "Lo que suma cada factura", example = "96.80")
        Importe total,

        NuevaFactura factura,
        Instant fechaCreacion,

        @Schema(description = "Los días que han llegado, el último primero")
        List<Emision> emisiones)
        implements Versionado {

    // constants are spelled as the API spells them
    enum Estado {
        activa,
        pausada,
        terminada;

        static Estado de(boolean pausada, @Nullable LocalDate proxima) {
            return pausada ? Estado.pausada : proxima == null ? terminada : activa;
        }
    }

    /** One of its days. */
    @Schema(name = "EmisionDeRecurrente")
    record Emision(
            @Schema(description = "El día que tocaba; en la factura, fecha_operacion", example = "2026-12-31")
            LocalDate fecha,

            @Schema(description = "También la de su borrador")
            UUID facturaId,

            @Schema(description = "emitida, borrador, o eliminada: se eliminó el borrador", example = "emitida")
            EstadoDeEmision estado,

            @Schema(example = "FAC-2026-000001") @Nullable String numero,

            @Schema(description = "Fecha de expedición: el día en que se emitió", example = "2026-12-31") @Nullable
            LocalDate fechaFactura,

            @Schema(description = "Por qué no se ha podido emitir todavía; se vuelve a intentar") @Nullable
            Fallo fallo) {}

    enum EstadoDeEmision {
        emitida,
        borrador,
        eliminada
    }

    /** Why a draft is not an invoice yet. */
    @Schema(name = "FalloDeEmision")
    record Fallo(
            @Schema(example = "cliente_desconocido") String codigo,

            @Schema(example = "La facturación no conoce a ese cliente del CRM.")
            String detalle,

            @Schema(description = "La última vez") Instant en,
            @Schema(example = "3") int intentos) {}
}
