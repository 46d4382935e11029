package es.crmfactura.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says that a change requires none of the fields that a whole record does: a body of PATCH, and of the PUT that is taken by
 * the same method, is described by a copy of the record's schema in which nothing is required.
 */
class PartialBodies implements OpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public void customise(OpenAPI api) {
        for (PathItem path : api.getPaths().values()) {
            Operation patch = path.getPatch();
            Operation put = path.getPut();
            if (patch != null) {
                makePartial(api, patch);
            }
            if (patch != null && put != null && OperationNames.ofOneMethod(put, patch)) {
                makePartial(api, put);
            }
        }
    }

    private static void makePartial(OpenAPI api, Operation operation) {
        for (MediaType body : operation.getRequestBody().getContent().values()) {
            Schema<?> whole = named(api, body.getSchema());
            if (whole != null) {
                String name = body.getSchema().get$ref().substring(SCHEMAS.length()) + "Parcial";
                api.getComponents().addSchemas(name, partial(whole));
                body.setSchema(new Schema<>().$ref(SCHEMAS + name));
            }
        }
    }

    private static @Nullable Schema<?> named(OpenAPI api, @Nullable Schema<?> schema) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        String ref = schema == null ? null : schema.get$ref();
        return ref == null ? null : schemas.get(ref.substring(SCHEMAS.length()));
    }

    private static Schema<?> partial(Schema<?> whole) {
        Schema<?> partial = new Schema<>()
                .description("Cualquiera de estos campos; solo cambian los que se envían")
                .properties(whole.getProperties());
        partial.setTypes(whole.getTypes());
        return partial;
    }
}
