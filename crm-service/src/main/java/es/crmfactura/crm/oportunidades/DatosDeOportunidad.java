package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be written of an oportunidad, as it is kept. Blank is as good as absent, and what is absent has its default. */
record DatosDeOportunidad(
        @Schema(
                description = "De qué se trata",
                example = "Renovación del taller",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String titulo,

        @Schema(description = "Con más detalle", example = "Dos elevadores y su instalación")
        @Size(max = 10_000)
        @Nullable
        String descripcion,

        @Schema(description = "En qué punto está", defaultValue = "inicial")
        Estado estado,

        @Schema(
                description = "Lo que se espera vender, en euros, redondeado al céntimo",
                example = "12000.00",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull
        @PositiveOrZero
        @Digits(integer = 12, fraction = 2)
        @Nullable
        BigDecimal valorEstimado,

        @Schema(
                description =
                        "Probabilidad de ganarla, de 0 a 100. Si no se dice, la de su estado: inicial 10, contacto 25,"
                                + " propuesta 50, negociacion 75, ganada 100, perdida 0",
                example = "50")
        @Min(0)
        @Max(100)
        Integer probabilidadCierre,

        @Schema(
                description = "Cuándo se espera cerrarla: un día, o día y hora. Sin huso, es hora de Madrid",
                example = "2026-12-31")
        @Nullable
        Instant fechaCierreEsperada,

        @Schema(
                description =
                        "Lo que se ofrece, con la forma que se quiera. Con descripcion o nombre, cantidad y precio, será"
                                + " lo que se facture",
                example = "[{\"nombre\": \"Elevador\", \"cantidad\": 2, \"precio\": 6000}]")
        @Size(max = 500)
        List<@Nullable Object> productos,

        @Schema(description = "Quién la lleva", example = "Lucía") @Size(max = 200) @Nullable
        String responsable,

        @Schema(description = "Por qué se perdió; solo se guarda en las perdidas", example = "Precio")
        @Size(max = 1_000)
        @Nullable
        String motivoPerdida,

        @Schema(description = "Notas libres") @Size(max = 10_000) @Nullable
        String notas) {

    DatosDeOportunidad(
            @Nullable String titulo,
            @Nullable String descripcion,
            @Nullable Estado estado,
            @Nullable BigDecimal valorEstimado,
            @Nullable Integer probabilidadCierre,
            @Nullable Instant fechaCierreEsperada,
            @Nullable List<@Nullable Object> productos,
            @Nullable String responsable,
            @Nullable String motivoPerdida,
            @Nullable String notas) {
        this.titulo = text(titulo);
        this.descripcion = text(descripcion);
        this.estado = estado == null ? Estado.inicial : estado;
        this.valorEstimado = enCentimos(valorEstimado);
        this.probabilidadCierre = probabilidadCierre == null ? this.estado.probabilidad() : probabilidadCierre;
        // the database keeps no more
        this.fechaCierreEsperada =
                fechaCierreEsperada == null ? null : fechaCierreEsperada.truncatedTo(ChronoUnit.MICROS);
        this.productos = productos == null ? List.of() : productos;
        this.responsable = text(responsable);
        this.motivoPerdida = this.estado == Estado.perdida ? text(motivoPerdida) : null;
        this.notas = text(notas);
    }

    static DatosDeOportunidad de(Oportunidad oportunidad) {
        return new DatosDeOportunidad(
                oportunidad.titulo(),
                oportunidad.descripcion(),
                oportunidad.estado(),
                oportunidad.valorEstimado(),
                oportunidad.probabilidadCierre(),
                oportunidad.fechaCierreEsperada(),
                oportunidad.productos(),
                oportunidad.responsable(),
                oportunidad.motivoPerdida(),
                oportunidad.notas());
    }

    /** With the probability of that estado. */
    DatosDeOportunidad en(Estado otro) {
        return new DatosDeOportunidad(
                titulo,
                descripcion,
                otro,
                valorEstimado,
                null,
                fechaCierreEsperada,
                productos,
                responsable,
                motivoPerdida,
                notas);
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** An absurd exponent stays as it is, to be refused: writing it out could take all the memory there is. */
    private static @Nullable BigDecimal enCentimos(@Nullable BigDecimal valor) {
        return valor == null || Math.abs((long) valor.scale()) > 100 ? valor : valor.setScale(2, RoundingMode.HALF_UP);
    }
}
