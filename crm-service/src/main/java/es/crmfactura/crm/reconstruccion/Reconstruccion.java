package es.crmfactura.crm.reconstruccion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How it goes, or has gone. */
record Reconstruccion(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "En qué punto está", example = "en_curso")
        Estado estado,

        @Schema(description = "Quién la pidió", example = "Marta, de sistemas")
        String quien,

        @Schema(description = "Por qué", example = "Un cliente no ve su última factura")
        String motivo,

        @Schema(description = "Cuándo se pidió") Instant inicio,

        @Schema(description = "Cuándo terminó o falló") @Nullable
        Instant fin,

        @Schema(description = "Cuántos eventos se habían recibido de facturación cuando se pidió", example = "1200")
        long esperados,

        @Schema(
                description = "Cuántos se han vuelto a aplicar aparte; con los que llegan entretanto, pueden ser más",
                example = "800")
        long recibidos,

        @Schema(description = "Por qué falló: no ha cambiado nada, y puede pedirse otra vez") @Nullable
        String fallo,

        @Schema(description = "Lo que se ha corregido; null mientras no termina") @Nullable
        Diferencias diferencias) {

    // constants are spelled as the API and the database spell them
    enum Estado {
        en_curso,
        terminada,
        fallida
    }

    /** What was not as it ought to be. */
    @Schema(name = "DiferenciasDeReconstruccion")
    record Diferencias(
            @Schema(description = "En lo que se sabe de cada factura: importes, fechas, cobros")
            Cuenta facturas,

            @Schema(description = "En las facturas que están en lugar de otras simplificadas")
            Cuenta canjes,

            @Schema(description = "En las actividades que dio a conocer la facturación")
            Cuenta actividades,

            @Schema(description = "Las primeras 100") List<Diferencia> primeras) {}

    /** Rows of one kind. */
    @Schema(name = "CuentaDeDiferencias")
    record Cuenta(
            @Schema(description = "No estaban, y se han añadido", example = "1")
            long faltaban,

            @Schema(description = "No salían de ningún evento, y se han quitado", example = "0")
            long sobraban,

            @Schema(description = "Decían otra cosa, y se han corregido", example = "2")
            long distintas) {}

    /** One row. */
    @Schema(name = "DiferenciaDeReconstruccion")
    record Diferencia(
            @Schema(description = "facturas, canjes o actividades", example = "facturas")
            String tabla,

            @Schema(description = "faltaban, sobraban o distintas", example = "distintas")
            String clase,

            @Schema(description = "Identificador de la factura o de la actividad")
            UUID id,

            @Schema(description = "De un canje, la factura simplificada") @Nullable
            UUID canjeada,

            @Schema(description = "Si era distinta, en qué") List<Campo> campos) {}

    /** One value. */
    @Schema(name = "CampoDistinto")
    record Campo(
            @Schema(description = "Qué campo", example = "cobrado")
            String campo,

            @Schema(description = "Lo que decía; null también si podría decir algo de una persona", example = "0.00")
            @Nullable
            String antes,

            @Schema(description = "Lo que dice ahora, igualmente", example = "121.00") @Nullable
            String despues) {}
}
