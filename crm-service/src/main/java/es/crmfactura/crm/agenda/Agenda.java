package es.crmfactura.crm.agenda;

import es.crmfactura.crm.clientes.Actividad;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is still to be done, from the point of view of one day. */
record Agenda(
        @Schema(description = "El día desde el que se mira, en Madrid", example = "2026-11-23")
        LocalDate fecha,

        @Schema(description = "De días anteriores") Plazo vencidas,
        @Schema(description = "De ese día") Plazo hoy,

        @Schema(description = "De los días siguientes hasta el domingo de esa semana")
        Plazo semana) {

    record Plazo(
            @Schema(description = "Cuántas son en total", example = "1")
            long total,

            @Schema(description = "Las primeras, la más antigua primero; cien como mucho")
            List<Pendiente> actividades) {}

    record Pendiente(
            @Schema(description = "El identificador de la actividad")
            UUID id,

            @Schema(description = "Qué es", example = "llamada")
            Actividad.Tipo tipo,

            @Schema(description = "De qué se trata", example = "Llamada de seguimiento")
            String titulo,

            @Schema(description = "Para cuándo") Instant fecha,

            @Schema(description = "Quién la lleva", example = "Lucía") @Nullable
            String responsable,

            @Schema(description = "De qué cliente") UUID clienteId,

            @Schema(description = "Cómo se llama el cliente", example = "Talleres Muñoz")
            String clienteNombre) {}

    record DeResponsable(
            @Schema(description = "Quién las lleva; nulo si nadie", example = "Lucía") @Nullable
            String responsable,

            @Schema(description = "De días anteriores", example = "1")
            long vencidas,

            @Schema(description = "De hoy", example = "2") long hoy,

            @Schema(description = "De los días siguientes hasta el domingo", example = "5")
            long semana,

            @Schema(description = "De más adelante", example = "3")
            long despues) {}
}
