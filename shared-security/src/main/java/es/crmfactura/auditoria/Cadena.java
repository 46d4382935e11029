package es.crmfactura.auditoria;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was found along the chain. */
@Schema(name = "CadenaDeAuditoria")
record Cadena(
        @Schema(description = "Si nadie ha cambiado, quitado ni añadido nada", example = "true")
        boolean integra,

        @Schema(description = "Cuántas entradas selladas hay", example = "5118")
        long entradas,

        @Schema(description = "Cuántas esperan su posición", example = "0")
        long pendientes,

        @Schema(description = "La posición de la última, según consta", example = "5118")
        long posicion,

        @Schema(
                description = "La huella de la última, según consta",
                example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String huella,

        @Schema(description = "La primera posición que no es como se selló, o falta, o sobra; null si todas lo son")
        @Nullable
        Long primeraRota) {}
