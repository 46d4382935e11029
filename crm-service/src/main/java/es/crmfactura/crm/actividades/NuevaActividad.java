package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An actividad as people send it. */
record NuevaActividad(
        @Schema(description = "Qué es", example = "llamada", requiredMode = Schema.RequiredMode.REQUIRED) @NotNull
        Actividad.@Nullable Tipo tipo,

        @Schema(
                description = "De qué se trata",
                example = "Llamada de seguimiento",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String titulo,

        @Schema(description = "Con más detalle", example = "Pide presupuesto para 2027") @Size(max = 10_000) @Nullable
        String descripcion,

        @Schema(
                description = "Cuándo; ahora si no se dice. Sin huso, es hora de Madrid",
                example = "2026-11-22T10:15:30+01:00")
        @Nullable
        Instant fecha,

        @Schema(description = "Si está hecha", defaultValue = "false") @Nullable
        Boolean completada,

        @Schema(description = "Quién la lleva", example = "Lucía") @Size(max = 200) @Nullable
        String responsable,

        @Schema(description = "Notas libres") @Size(max = 10_000) @Nullable
        String notas) {

    static NuevaActividad de(Actividad actividad) {
        return new NuevaActividad(
                actividad.tipo(),
                actividad.titulo(),
                actividad.descripcion(),
                actividad.fecha(),
                actividad.completada(),
                actividad.responsable(),
                actividad.notas());
    }

    NuevaActividad conCompletada(boolean completada) {
        return new NuevaActividad(tipo, titulo, descripcion, fecha, completada, responsable, notas);
    }

    NuevaActividad conFecha(@Nullable Instant fecha) {
        return new NuevaActividad(tipo, titulo, descripcion, fecha, completada, responsable, notas);
    }
}
