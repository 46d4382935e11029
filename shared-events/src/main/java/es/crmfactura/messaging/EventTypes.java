package es.crmfactura.messaging;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The events that a service knows, its own and those of others. */
public final class EventTypes {

    private final Map<String, EventType> byName = new HashMap<>();
    private final Map<Class<?>, EventType> byPayload = new HashMap<>();

    private EventTypes() {}

    /**
     * @param prefix of the names on the wire, for instance {@code es.crmfactura}
     * @param payloads records, and sealed interfaces that stand for all records that they permit
     */
    public static EventTypes of(String prefix, Class<?>... payloads) {
        var types = new EventTypes();
        Arrays.stream(payloads)
                .flatMap(EventTypes::records)
                .map(payload -> EventType.of(prefix, payload))
                .forEach(type -> {
                    types.byName.put(type.name(), type);
                    types.byPayload.put(type.payload(), type);
                });
        return types;
    }

    private static Stream<Class<?>> records(Class<?> payload) {
        return payload.isSealed()
                ? Arrays.stream(payload.getPermittedSubclasses()).flatMap(EventTypes::records)
                : Stream.of(payload);
    }

    /**
     * The names on the wire, in the order of the alphabet.
     *
     * @param payloads as in {@link #of(String, Class[])}
     * @throws IllegalArgumentException for a class that is no event of this catalogue
     */
    public List<String> names(Class<?>... payloads) {
        return Arrays.stream(payloads)
                .flatMap(EventTypes::records)
                .map(payload -> of(payload).name())
                .sorted()
                .toList();
    }

    Optional<EventType> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException for a class that is no event of this catalogue */
    EventType of(Class<?> payload) {
        EventType type = byPayload.get(payload);
        if (type == null) {
            throw new IllegalArgumentException(payload.getName() + " is not in the catalogue of events");
        }
        return type;
    }
}
