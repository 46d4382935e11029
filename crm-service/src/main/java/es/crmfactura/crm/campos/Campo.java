package es.crmfactura.crm.campos;

import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The definition of a field of our own. */
public record Campo(
        @Schema(description = "Cómo se llama en la API", example = "color")
        String nombre,

        @Schema(description = "Cómo se muestra a las personas", example = "Color preferido")
        String etiqueta,

        @Schema(description = "Qué valores tiene") Tipo tipo,

        @Schema(
                description = "Entre qué se elige, si el tipo es opcion",
                types = {"array", "null"},
                example = "[\"rojo\", \"azul\"]")
        @Nullable
        List<String> opciones,

        @Schema(description = "Sube con cada cambio; es también su ETag", example = "0")
        long version)
        implements Versionado {

    private static final int LONGITUD = 2_000;
    private static final int ENTEROS = 12;
    private static final int DECIMALES = 6;

    // constants are spelled as the API and the database spell them
    public enum Tipo {
        texto,
        numero,
        fecha,
        booleano,
        opcion;

        boolean tieneOrden() {
            return this == numero || this == fecha;
        }
    }

    DatosDeCampo datos() {
        return new DatosDeCampo(nombre, etiqueta, tipo, opciones);
    }

    /** @return the value as it is kept; empty if this field can't have it */
    Optional<Object> leer(JsonNode enviado) {
        return switch (tipo) {
            case texto ->
                texto(enviado).filter(texto -> texto.length() <= LONGITUD).map(texto -> texto);
            case numero -> numero(enviado).map(numero -> numero);
            case fecha -> texto(enviado).flatMap(Campo::fecha).map(LocalDate::toString);
            case booleano -> booleano(enviado).map(valor -> valor);
            case opcion -> texto(enviado).filter(lista()::contains).map(texto -> texto);
        };
    }

    String esperado() {
        return switch (tipo) {
            case texto -> "tiene que ser un texto de %d caracteres como mucho".formatted(LONGITUD);
            case numero ->
                "tiene que ser un número de %d cifras enteras y %d decimales como mucho, por ejemplo 1234.5"
                        .formatted(ENTEROS, DECIMALES);
            case fecha -> "tiene que ser una fecha AAAA-MM-DD entre los años 1000 y 9999";
            case booleano -> "tiene que ser true o false";
            case opcion -> "tiene que ser uno de: " + String.join(", ", lista());
        };
    }

    private List<String> lista() {
        return Objects.requireNonNullElse(opciones, List.of());
    }

    private static Optional<String> texto(JsonNode enviado) {
        return enviado.isString() ? Optional.of(enviado.asString().strip()) : Optional.empty();
    }

    private static Optional<BigDecimal> numero(JsonNode enviado) {
        try {
            return (enviado.isNumber()
                            ? Optional.of(enviado.decimalValue())
                            : texto(enviado).flatMap(Campo::cifras))
                    .map(BigDecimal::stripTrailingZeros)
                    .filter(numero ->
                            (long) numero.precision() - numero.scale() <= ENTEROS && numero.scale() <= DECIMALES);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** To make a number of a text takes the longer the longer it is. */
    private static Optional<BigDecimal> cifras(String texto) {
        return texto.length() > 100 ? Optional.empty() : Optional.of(new BigDecimal(texto));
    }

    private static Optional<LocalDate> fecha(String texto) {
        try {
            return Optional.of(LocalDate.parse(texto)).filter(dia -> dia.getYear() >= 1000 && dia.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> booleano(JsonNode enviado) {
        String texto =
                enviado.isBoolean() || enviado.isString() ? enviado.asString().strip() : "";
        return texto.equals("true") || texto.equals("false") ? Optional.of(texto.equals("true")) : Optional.empty();
    }
}
