package es.crmfactura.webhooks;

import es.crmfactura.messaging.LogReader;
import java.time.Instant;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the log as Standard Webhooks has it.
 *
 * @param agregado whose events keep their order
 */
record Cuerpo(String agregado, String json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            // by way of a double, 780.00 would leave as 780.0
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static Cuerpo de(LogReader.Row event) {
        JsonNode cloudEvent = JSON.readTree(event.body());
        return new Cuerpo(
                cloudEvent.required("subject").asString(),
                json(event.type(), cloudEvent.required("time").asString(), cloudEvent.required("data")));
    }

    static String dePrueba(Instant now) {
        return json(TiposDeEvento.PRUEBA, now.toString(), JSON.createObjectNode());
    }

    private static String json(String type, String timestamp, JsonNode data) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("timestamp", timestamp)
                .set("data", data)
                .toString();
    }
}
