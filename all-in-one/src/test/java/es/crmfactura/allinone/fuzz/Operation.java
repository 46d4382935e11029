package es.crmfactura.allinone.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a service says that it can be asked.
 *
 * @param service crm or factura
 * @param path with its parameters in braces
 * @param bodies their schemas by media type; empty if it takes none
 * @param responses the media types of each declared status
 */
record Operation(
        String service,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        Map<String, Set<String>> responses) {

    /** @param in path, query or header */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    boolean answers(String service, String method, String path) {
        String literal = "\\Q" + this.path.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E";
        return this.service.equals(service) && this.method.equals(method) && Pattern.matches(literal, path);
    }

    List<Parameter> parametersIn(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(place))
                .toList();
    }

    /** The last of its path that is no parameter, for instance {@code facturas}. */
    String collection() {
        return path.replaceAll("/\\{[^}]+}", "").replaceAll(".*/", "");
    }

    @Override
    public String toString() {
        return service + " " + method + " " + path;
    }
}
