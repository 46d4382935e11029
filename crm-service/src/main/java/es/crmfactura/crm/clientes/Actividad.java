package es.crmfactura.crm.clientes;

import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that has been done with a client, or has to be, as it is answered. */
public record Actividad(
        @Schema(description = "Su identificador") UUID id,
        @Schema(description = "De quién es") UUID clienteId,
        @Schema(description = "Qué es", example = "venta") Tipo tipo,

        @Schema(description = "De qué se trata", example = "Factura #FAC-2026-000001")
        String titulo,

        @Schema(description = "Con más detalle", example = "Factura por €1234.50") @Nullable
        String descripcion,

        @Schema(description = "Cuándo") Instant fecha,
        @Schema(description = "Si está hecha") boolean completada,

        @Schema(description = "Quién la lleva", example = "Lucía") @Nullable
        String responsable,

        @Schema(description = "Notas libres") @Nullable String notas,

        @Schema(description = "manual, o evento si la dio a conocer la facturación")
        Origen origen,

        @Schema(description = "El evento que la trajo") @Nullable
        UUID eventoId,

        @Schema(description = "La factura de la que trata", example = "FAC-2026-000001") @Nullable
        String facturaNumero,

        @Schema(description = "De la factura o del pago, en euros", example = "1234.50") @Nullable
        BigDecimal importe,

        @Schema(description = "Sube con cada cambio; es también su ETag", example = "0")
        long version,

        @Schema(description = "Desde cuándo consta") Instant fechaCreacion)
        implements Versionado {

    // constants are spelled as the API and the database spell them
    public enum Tipo {
        llamada,
        email,
        reunion,
        tarea,
        nota,
        venta,
        pago
    }

    public enum Origen {
        manual,
        evento
    }
}
