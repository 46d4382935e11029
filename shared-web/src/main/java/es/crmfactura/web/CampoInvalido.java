package es.crmfactura.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One field at fault.
 *
 * @param campo its path in the request, for instance {@code items[0].precio}
 * @param mensaje in Spanish, says what the field has to be
 */
public record CampoInvalido(
        @Schema(description = "Ruta del campo en la solicitud", example = "contactos[0].valor")
        String campo,

        @Schema(description = "Qué se espera de él", example = "no debe estar vacío")
        String mensaje) {

    private static final Map<Class<?>, String> ESPERADO = Map.of(
            Instant.class, "tiene que ser una fecha y hora ISO 8601, por ejemplo 2026-11-22T10:15:30+01:00",
            LocalDate.class, "tiene que ser una fecha AAAA-MM-DD",
            Boolean.class, "tiene que ser true o false",
            boolean.class, "tiene que ser true o false",
            BigDecimal.class, "tiene que ser un número, por ejemplo 1234.50",
            Integer.class, "tiene que ser un número entero",
            int.class, "tiene que ser un número entero",
            String.class, "tiene que ser un texto");

    static CampoInvalido deOtroTipo(String campo, Class<?> esperado) {
        return new CampoInvalido(campo, esperado(esperado));
    }

    private static String esperado(Class<?> tipo) {
        if (tipo.isEnum()) {
            return Arrays.stream(tipo.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "tiene que ser uno de: ", ""));
        }
        if (Collection.class.isAssignableFrom(tipo)) {
            return "tiene que ser una lista";
        }
        return ESPERADO.getOrDefault(tipo, "no es del tipo esperado");
    }
}
