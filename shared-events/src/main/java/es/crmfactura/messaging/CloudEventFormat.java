package es.crmfactura.messaging;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * CloudEvents 1.0 in structured JSON mode, the form in which an event is stored, sent, replayed and audited. The payload's
 * fields are snake_case, its dates ISO 8601; fields that the reader does not know are passed over.
 */
public final class CloudEventFormat {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    /** Of an attribute, in characters: what the indexes of the parking bear. */
    private static final int LONGEST = 255;

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // the payload is read from the middle of its message
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // by way of a double, 780.00 would arrive as 780.0 and a long amount with other digits
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule("amounts").addDeserializer(BigDecimal.class, new AmountReader()))
            .build();
    /** Made once for each payload: to look for the way to read a class costs as much as to read it. */
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private final EventTypes types;

    public CloudEventFormat(EventTypes types) {
        this.types = types;
    }

    /** The final bytes of an event; {@link #read} is its inverse. */
    public byte[] write(Event event) {
        EventType type = types.of(event.payload().getClass());
        var bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("specversion", "1.0");
            out.writeStringProperty("id", event.id().toString());
            out.writeStringProperty("source", "/" + event.source());
            out.writeStringProperty("type", type.name());
            out.writeStringProperty("subject", event.aggregateId());
            out.writeStringProperty("time", event.time().toString());
            out.writeStringProperty("datacontenttype", "application/json");
            out.writeStringProperty("dataschema", type.schema());
            out.writeStringProperty("sequence", Long.toString(event.version()));
            out.writeStringProperty("partitionkey", event.aggregateId());
            if (event.traceparent() != null) {
                out.writeStringProperty("traceparent", event.traceparent());
            }
            out.writePOJOProperty("data", event.payload());
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableEventException if it is not an event, or none of the catalogue, or lacks what its type requires */
    public Event read(byte[] body) {
        try (JsonParser in = json.createParser(body)) {
            Map<String, String> attributes = new HashMap<>();
            Object data = null;
            require(in.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("data")) {
                    data = data(in, attributes.get("type"));
                } else if (value.isStructStart()) {
                    in.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    attributes.put(name, in.getString());
                }
            }
            return event(attributes, data);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEventException("not a readable event: " + firstLine(e.getMessage()), e);
        }
    }

    /** Straight to the payload where the type stands before it, as it does in all that {@link #write} has written. */
    private Object data(JsonParser in, @Nullable String type) {
        return type == null ? in.readValueAsTree() : reader(typeNamed(type)).readValue(in);
    }

    private Event event(Map<String, String> attributes, @Nullable Object data) {
        EventType type = typeNamed(text(attributes, "type"));
        require(data != null, "data is missing");
        return new Event(
                UUID.fromString(text(attributes, "id")),
                text(attributes, "source").substring(1),
                text(attributes, "subject"),
                Long.parseLong(text(attributes, "sequence")),
                Instant.parse(text(attributes, "time")),
                attributes.get("traceparent"),
                data instanceof JsonNode tree ? reader(type).readValue(tree) : Objects.requireNonNull(data));
    }

    private ObjectReader reader(EventType type) {
        return readers.computeIfAbsent(type.payload(), json::readerFor);
    }

    private EventType typeNamed(String name) {
        return types.named(name).orElseThrow(() -> new UnreadableEventException("unknown event type " + name, null));
    }

    private static String text(Map<String, String> attributes, String name) {
        String value = attributes.getOrDefault(name, "");
        require(!value.isEmpty(), "attribute " + name + " is missing");
        // not even the parking could keep others, and they would come again and again
        require(value.length() <= LONGEST && value.indexOf('\0') < 0, "attribute " + name + " is no short text");
        return value;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UnreadableEventException("not a CloudEvent: " + otherwise, null);
        }
    }

    /** Without NUL, with which the database takes no text. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    /** The bytes are no event that this service can read; the message says why. */
    public static final class UnreadableEventException extends RuntimeException {

        private UnreadableEventException(String reason, @Nullable Throwable cause) {
            super(storable(reason), cause);
        }
    }
}
