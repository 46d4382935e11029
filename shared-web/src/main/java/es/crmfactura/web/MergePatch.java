package es.crmfactura.web;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON objects that are not one record from end to end: changes of some fields in the way of RFC 7396 (only what is
 * sent changes, null clears, unknown fields are ignored), and one of the records that share a body.
 */
public class MergePatch {

    private final JsonMapper mapper;
    private final Validator validator;

    MergePatch(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * @param current a record of what may be changed, as it is now
     * @return the record with the changes, checked against its constraints
     * @throws CamposInvalidos if a value is of the wrong type or breaks a constraint
     */
    public <T> T apply(T current, ObjectNode changes) {
        return apply(current, changes, List.of());
    }

    /** @param found what else is at fault with the changes, to be told together with what is found here */
    public <T> T apply(T current, ObjectNode changes, List<CampoInvalido> found) {
        ObjectNode merged = mapper.valueToTree(current);
        merged.propertyNames().stream()
                .filter(changes::has)
                .toList()
                .forEach(field -> merged.set(field, changes.get(field)));
        @SuppressWarnings("unchecked")
        var type = (Class<T>) current.getClass();
        return read(merged, type, found);
    }

    /**
     * @return what of the body concerns the record, checked against its constraints
     * @throws CamposInvalidos if a value is of the wrong type or breaks a constraint
     */
    public <T> T read(ObjectNode body, Class<T> type) {
        return read(body, type, List.of());
    }

    /**
     * @param body a JSON object
     * @return the record, checked against its constraints
     * @throws CamposInvalidos if a value is of the wrong type or breaks a constraint
     */
    public <T> T read(String body, Class<T> type) {
        return check(convert(() -> mapper.readValue(body, type)), List.of());
    }

    /** @param found what else is at fault with the body, to be told together with what is found here */
    public <T> T read(ObjectNode body, Class<T> type, List<CampoInvalido> found) {
        return check(convert(() -> mapper.treeToValue(body, type)), found);
    }

    private <T> T check(T value, List<CampoInvalido> found) {
        List<CampoInvalido> all =
                new ArrayList<>(CamposInvalidos.of(validator.validate(value)).errores());
        all.addAll(found);
        if (!all.isEmpty()) {
            throw new CamposInvalidos(all);
        }
        return value;
    }

    private static <T> T convert(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JacksonException e) {
            throw ProblemaAdvice.wrongType(e).orElseGet(Respuesta.SOLICITUD_INCORRECTA::problema);
        }
    }
}
