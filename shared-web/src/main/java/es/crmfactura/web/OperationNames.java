package es.crmfactura.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.util.StringUtils;

/**
 * Names operations after their tag and their method, for instance {@code clientesCrear}: generated clients call their methods
 * so, and springdoc's own names count through what several controllers have in common ({@code listar_1}).
 */
class OperationNames implements OpenApiCustomizer {

    private static final String PATCH = "ConPatch";

    /** Whether both are taken by one method of ours; known once they have been named. */
    static boolean ofOneMethod(Operation put, Operation patch) {
        return patch.getOperationId().equals(put.getOperationId() + PATCH);
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths()
                .values()
                .forEach(path -> path.readOperationsMap()
                        .forEach((method, operation) ->
                                operation.operationId(name(path.readOperationsMap(), method, operation))));
    }

    private static String name(
            Map<PathItem.HttpMethod, Operation> path, PathItem.HttpMethod method, Operation operation) {
        String tag = operation.getTags().get(0).replaceAll("\\P{L}", "");
        String name = StringUtils.uncapitalize(tag)
                + StringUtils.capitalize(operation.getOperationId().replaceFirst("_\\d+$", ""));
        // beside a PUT, which one method of ours may take as well
        return method == PathItem.HttpMethod.PATCH && path.containsKey(PathItem.HttpMethod.PUT) ? name + PATCH : name;
    }
}
