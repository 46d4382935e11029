package es.crmfactura.crm.clientes;

import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sale that may come about, as it is answered. */
public record Oportunidad(
        @Schema(description = "Su identificador", example = "019a3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f")
        UUID id,

        @Schema(description = "De quién es") UUID clienteId,

        @Schema(description = "Cómo se llama el cliente", example = "Talleres Muñoz")
        String clienteNombre,

        @Schema(description = "De qué se trata", example = "Renovación del taller")
        String titulo,

        @Schema(description = "Con más detalle") @Nullable String descripcion,

        @Schema(description = "En qué punto está", example = "propuesta")
        Estado estado,

        @Schema(description = "Lo que se espera vender, en euros", example = "12000.00")
        BigDecimal valorEstimado,

        @Schema(description = "Probabilidad de ganarla, de 0 a 100", example = "50")
        int probabilidadCierre,

        @Schema(description = "El valor estimado por su probabilidad, en euros", example = "6000.00")
        BigDecimal valorPonderado,

        @Schema(description = "Cuándo se espera cerrarla") @Nullable
        Instant fechaCierreEsperada,

        @Schema(
                description = "Lo que se ofrece, tal como se envió",
                example = "[{\"nombre\": \"Elevador\", \"cantidad\": 2, \"precio\": 6000}]")
        List<@Nullable Object> productos,

        @Schema(description = "Quién la lleva", example = "Lucía") @Nullable
        String responsable,

        @Schema(description = "Por qué se perdió", example = "Precio") @Nullable
        String motivoPerdida,

        @Schema(description = "Notas libres") @Nullable String notas,

        @Schema(description = "Cuándo se ganó o se perdió; nulo mientras está abierta") @Nullable
        Instant fechaCierre,

        @Schema(description = "Cuándo se entregó a la facturación; nulo si no se ha entregado") @Nullable
        Instant fechaFacturacion,

        @Schema(description = "Desde cuándo consta") Instant fechaCreacion,

        @Schema(description = "Cuándo cambió por última vez")
        Instant fechaActualizacion,

        @Schema(description = "Sube con cada cambio; es también su ETag", example = "3")
        long version)
        implements Versionado {

    // constants are spelled as the API and the database spell them, and stand in the order of the board
    public enum Estado {
        inicial(10),
        contacto(25),
        propuesta(50),
        negociacion(75),
        ganada(100),
        perdida(0);

        private final int probabilidad;

        Estado(int probabilidad) {
            this.probabilidad = probabilidad;
        }

        /** How likely it is to be won, in percent, unless somebody knows better. */
        public int probabilidad() {
            return probabilidad;
        }

        public boolean abierta() {
            return this != ganada && this != perdida;
        }
    }
}
