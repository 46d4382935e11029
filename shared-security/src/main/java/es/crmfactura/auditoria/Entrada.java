package es.crmfactura.auditoria;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody did to a record. */
@Schema(name = "EntradaDeAuditoria")
record Entrada(
        @Schema(description = "En el orden en que se anotaron; faltan las de lo que se deshizo", example = "5120")
        long entrada,

        @Schema(
                description = "Su posición en la cadena; null durante el segundo que tarda en sellarse",
                example = "5118")
        @Nullable
        Long posicion,

        @Schema(description = "Cuándo se hizo") Instant cuando,

        @Schema(
                description =
                        "Quién lo hizo: la clave o el usuario del token que lo pidió; si nadie, el usuario de la base de datos",
                example = "clave:0197c2f0-7c3e-7d11-8f43-2a51c5a0b1f4 Tienda en línea")
        String quien,

        @Schema(
                description = "Con qué usuario de la base de datos. Si no es el del servicio, se hizo sin pasar por él",
                example = "crm_app")
        String rolBd,

        @Schema(
                description = "La traza de la solicitud, que también está en el diario del servicio",
                example = "4bf92f3577b34da6a3ce929d0e0e4736")
        @Nullable
        String traza,

        @Schema(description = "De qué clase es lo que se tocó", example = "cliente")
        String tabla,

        @Schema(
                description = "Qué se hizo",
                allowableValues = {"alta", "cambio", "baja"},
                example = "cambio")
        String operacion,

        @Schema(description = "Su identificador; *, todos", example = "0197c2f0-7c3e-7d11-8f43-2a51c5a0b1f4")
        String registro,

        @Schema(description = "Qué cambió, sin los valores", example = "[\"email\"]")
        List<String> columnas) {}
