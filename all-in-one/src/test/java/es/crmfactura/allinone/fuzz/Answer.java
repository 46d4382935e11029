package es.crmfactura.allinone.fuzz;

import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** @param headers by their names in lower case */
record Answer(int status, Map<String, String> headers, String text, Duration took) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isRefusal() {
        return status >= 400;
    }

    /** Missing where it is none. */
    JsonNode json() {
        boolean json = header("content-type").matches("application/(.*\\+)?json.*");
        try {
            return json ? JsonMapper.shared().readTree(text) : MissingNode.getInstance();
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
