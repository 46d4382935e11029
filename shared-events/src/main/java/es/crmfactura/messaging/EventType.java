package es.crmfactura.messaging;

import java.util.regex.Pattern;

/**
 * How a class of payloads is named on its way: {@code FacturaEmitida} travels as {@code <prefix>.FacturaEmitida.v1} under the
 * routing key {@code factura.emitida.v1}, and {@code FacturaEmitidaV2} as version 2 of the same.
 */
record EventType(String name, String routingKey, String schema, Class<?> payload) {

    private static final Pattern CLASS_NAME = Pattern.compile("(?<noun>[A-Z][A-Za-z]*?)(?:V(?<version>[2-9]))?");
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    static EventType of(String prefix, Class<?> payload) {
        var className = CLASS_NAME.matcher(payload.getSimpleName());
        if (!className.matches()) {
            throw new IllegalArgumentException(payload + " does not name an event");
        }
        String noun = className.group("noun");
        String version = className.group("version") == null ? "v1" : "v" + className.group("version");
        return new EventType(
                prefix + "." + noun + "." + version,
                WORD_BOUNDARY.matcher(noun).replaceAll(".").toLowerCase(java.util.Locale.ROOT) + "." + version,
                "urn:" + prefix + ":" + noun + ":" + version,
                payload);
    }
}
