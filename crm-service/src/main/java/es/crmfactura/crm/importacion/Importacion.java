package es.crmfactura.crm.importacion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that is being taken in, or has been. */
record Importacion(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "Qué hay en sus filas", example = "clientes")
        Tipo tipo,

        @Schema(description = "Si solo se prueba qué pasaría, sin guardar nada")
        boolean ensayo,

        @Schema(description = "En qué punto está", example = "en_curso")
        Estado estado,

        @Schema(description = "Cuánto se ha hecho, de 0 a 100", example = "40")
        int porcentaje,

        @Schema(description = "Cuántas filas tiene, sin la cabecera", example = "1000")
        long filas,

        @Schema(description = "Cuántas se han leído", example = "400")
        long filasLeidas,

        @Schema(description = "Cuántas se han creado, o se habrían creado", example = "390")
        long creadas,

        @Schema(description = "Cuántas estaban ya, iguales", example = "8")
        long sinCambios,

        @Schema(description = "Cuántas se han rechazado; rechazadas.csv dice por qué", example = "2")
        long rechazadas,

        @Schema(description = "Cómo están escritas sus letras: UTF-8 o windows-1252", example = "UTF-8")
        String codificacion,

        @Schema(description = "Qué separa sus celdas", example = ";")
        String separador,

        @Schema(description = "Cómo se llaman sus columnas") List<String> columnas,

        @Schema(description = "Las columnas de las que no se toma nada")
        List<String> columnasDesconocidas,

        @Schema(description = "Cuándo se recibió") Instant fechaCreacion,
        @Schema(description = "Cuándo empezó") @Nullable Instant fechaInicio,

        @Schema(description = "Cuándo terminó; siete días después se borra") @Nullable
        Instant fechaFin) {

    // constants are spelled as the API and the database spell them
    enum Estado {
        pendiente,
        en_curso,
        terminada,
        fallida
    }
}
