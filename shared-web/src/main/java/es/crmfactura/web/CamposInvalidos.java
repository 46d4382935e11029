package es.crmfactura.web;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** The request is readable, but some of its fields are not what they have to be. */
public class CamposInvalidos extends Problema {

    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    public CamposInvalidos(List<CampoInvalido> errores) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "campos_invalidos",
                errores.stream()
                        .map(error -> error.campo() + " " + error.mensaje())
                        .collect(Collectors.joining("; ", "Corrija estos campos y repita la solicitud: ", ".")),
                errores,
                Map.of());
    }

    public static CamposInvalidos of(Collection<? extends ConstraintViolation<?>> violations) {
        return new CamposInvalidos(violations.stream()
                .map(violation ->
                        new CampoInvalido(enJson(violation.getPropertyPath().toString()), violation.getMessage()))
                .toList());
    }

    /** The path that a Java property has in JSON. */
    static String enJson(String property) {
        // an element itself, such as a null in a list, has a name only in Java
        String path = property.replaceFirst("\\.<[a-z ]+>$", "");
        return WORD_BOUNDARY.matcher(path).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
