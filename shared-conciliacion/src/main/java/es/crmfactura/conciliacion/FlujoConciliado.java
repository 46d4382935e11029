package es.crmfactura.conciliacion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One stream as one of its two ends sees it. */
record FlujoConciliado(
        @Schema(description = "Servicio que publica los eventos", example = "factura")
        String publica,

        @Schema(description = "Servicio que los lee; nulo si nadie ha respondido aún", example = "crm") @Nullable
        String lee,

        @Schema(description = "Eventos que se han publicado, sin contar los de control", example = "1520")
        long enviados,

        @Schema(
                description = "De ellos, los que se sabe que quien lee ha aplicado, o alguien ha descartado allí",
                example = "1520")
        long aplicados,

        @Schema(description = "Los que se sabe que no han llegado", example = "0")
        long faltan,

        @Schema(
                description =
                        "Identificadores de los que faltan, los 100 primeros; los de un punto de control perdido no se"
                                + " conocen")
        List<UUID> idsQueFaltan,

        @Schema(description = "Los que han llegado y no se han podido aplicar", example = "0")
        long aparcados,

        @Schema(
                description =
                        "Las veces que esta instancia ha recibido, desde que arrancó, un evento que ya tenía, y no lo"
                                + " ha aplicado otra vez; nulo en el lado que publica",
                example = "0")
        @Nullable
        Long repetidos,

        @Schema(description = "Lo publicado que aún no consta como aplicado")
        Retraso retraso,

        @Schema(description = "Puntos de control que no se han verificado o no han llegado", example = "0")
        long puntosPendientes,

        @Schema(description = "Número del último punto de control verificado; 0 si no hay ninguno", example = "311")
        long ultimoPunto,

        @Schema(description = "Cuándo se verificó") @Nullable
        Instant ultimoVerificado,

        @Schema(description = "Huella de todo lo publicado hasta ese punto: es la misma en los dos lados") @Nullable
        String huella,

        @Schema(description = "Si ambos lados han calculado las mismas huellas")
        boolean huellasCoinciden,

        @Schema(
                description =
                        "Si no falta nada, no hay nada aparcado, las huellas coinciden y lo que está en camino no se"
                                + " retrasa")
        boolean conforme) {

    /** How much, and since when. */
    record Retraso(
            @Schema(description = "Cuántos eventos", example = "0")
            long eventos,

            @Schema(description = "Antigüedad del más viejo de ellos, en segundos", example = "0.0")
            double segundos) {}
}
