package es.crmfactura.allinone.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request in the making. */
final class Draft {

    final Operation operation;
    final Map<String, String> path = new LinkedHashMap<>();
    /** Encoded, with their names. */
    final List<String> query = new ArrayList<>();

    final List<String> headers = new ArrayList<>();
    String method;
    String target = "";
    String mediaType = "";
    byte[] body = new byte[0];

    Draft(Operation operation) {
        this.operation = operation;
        this.method = operation.method();
    }

    Request request(String kind) {
        List<String> all = new ArrayList<>(headers);
        if (!mediaType.isEmpty()) {
            all.add("Content-Type: " + mediaType);
        }
        return new Request(operation, kind, method, target.isEmpty() ? address() : target, List.copyOf(all), body);
    }

    private String address() {
        String address = operation.path();
        for (var parameter : path.entrySet()) {
            address = address.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }
}
