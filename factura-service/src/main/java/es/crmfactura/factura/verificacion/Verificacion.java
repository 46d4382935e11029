package es.crmfactura.factura.verificacion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was found along the chains. */
@Schema(name = "VerificacionDeCadena")
record Verificacion(
        @Schema(description = "Si todo está como tiene que estar", example = "true")
        boolean integra,

        @Schema(description = "Una por emisor e instalación")
        List<Cadena> cadenas,

        @Schema(
                description = "Las facturas emitidas antes de que hubiera registros, que no tienen ninguno",
                example = "0")
        long facturasSinRegistro,

        @Schema(description = "Cuántos errores hay", example = "0")
        long totalErrores,

        @Schema(description = "Los primeros, como mucho 100")
        List<Fallo> errores) {

    @Schema(name = "CadenaDeRegistros")
    record Cadena(
            @Schema(example = "B99999997") String nif,
            @Schema(example = "1") String instalacion,
            @Schema(example = "1240") long registros,

            @Schema(description = "El momento del primer registro; null si está vacía") @Nullable
            Instant desde,

            @Schema(description = "El momento del último") @Nullable
            Instant hasta,

            @Schema(
                    description = "La huella del último",
                    example = "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60")
            @Nullable
            String huella) {}

    /** Where it breaks, and why. */
    @Schema(name = "ErrorDeCadena")
    record Fallo(
            @Schema(
                    description =
                            "huella, la suya no es la de lo que dice; enlace, no continúa el anterior; posicion, falta alguno;"
                                    + " orden, es anterior al anterior; fin, la cadena no acaba donde consta; factura, no dice lo"
                                    + " que la factura; sin_registro, a la factura le falta el suyo",
                    example = "huella")
            Motivo motivo,

            @Schema(example = "B99999997") @Nullable String nif,

            @Schema(description = "En su cadena", example = "17") @Nullable
            Long posicion,

            @Nullable UUID facturaId,
            @Schema(example = "FAC-2026-000017") @Nullable String numero,

            @Schema(description = "Qué se esperaba y qué hay")
            String detalle) {}

    enum Motivo {
        huella,
        enlace,
        posicion,
        orden,
        fin,
        factura,
        sin_registro
    }
}
