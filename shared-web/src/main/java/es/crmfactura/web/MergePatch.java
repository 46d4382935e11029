package es.crmfactura.web;

import jakarta.validation.Validator;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes of some fields, in the way of RFC 7396: only what is sent changes, null clears, unknown fields are ignored. */
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
        T changed = read(merged, (Class<T>) current.getClass());
        var violations = validator.validate(changed);
        if (!violations.isEmpty()) {
            throw CamposInvalidos.of(violations);
        }
        return changed;
    }

    private <T> T read(ObjectNode merged, Class<T> type) {
        try {
            return mapper.treeToValue(merged, type);
        } catch (MismatchedInputException e) {
            throw ProblemaAdvice.wrongType(e).orElseThrow(() -> e);
        }
    }
}
