package es.crmfactura.web;

import jakarta.validation.Validator;
import tools.jackson.databind.exc.MismatchedInputException;
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
        ObjectNode merged = mapper.valueToTree(current);
        merged.propertyNames().stream()
                .filter(changes::has)
                .toList()
                .forEach(field -> merged.set(field, changes.get(field)));
        @SuppressWarnings("unchecked")
        var type = (Class<T>) current.getClass();
        return read(merged, type);
    }

    /**
     * @return what of the body concerns the record, checked against its constraints
     * @throws CamposInvalidos if a value is of the wrong type or breaks a constraint
     */
    public <T> T read(ObjectNode body, Class<T> type) {
        T value = convert(body, type);
        var violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw CamposInvalidos.of(violations);
        }
        return value;
    }

    private <T> T convert(ObjectNode body, Class<T> type) {
        try {
            return mapper.treeToValue(body, type);
        } catch (MismatchedInputException e) {
            throw ProblemaAdvice.wrongType(e).orElseThrow(() -> e);
        }
    }
}
