package es.crmfactura.allinone.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What answers have told: ids by what they are of, and bodies that were taken. */
final class Known {

    private static final int MOST = 200;

    private final Random random;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<Operation, List<byte[]>> bodies = new HashMap<>();

    Known(Random random) {
        this.random = random;
    }

    void learn(Request request, Answer answer) {
        learn(request.operation().service() + " " + request.operation().collection(), answer.json());
        if (answer.status() < 300 && request.body().length > 0) {
            keep(bodies.computeIfAbsent(request.operation(), o -> new ArrayList<>()), request.body());
        }
    }

    private void learn(String collection, JsonNode node) {
        if (node.path("id").isValueNode()) {
            keep(
                    ids.computeIfAbsent(collection, c -> new ArrayList<>()),
                    node.path("id").asString());
        }
        node.properties()
                .forEach(field -> learn(
                        field.getValue().isArray() ? collection.replaceAll(" .*", " " + field.getKey()) : collection,
                        field.getValue()));
        if (node.isArray()) {
            node.forEach(element -> learn(collection, element));
        }
    }

    private <T> void keep(List<T> things, T thing) {
        if (things.size() < MOST) {
            things.add(thing);
        } else {
            things.set(random.nextInt(MOST), thing);
        }
    }

    /** One of such a collection, if possible; one that nobody knows otherwise. */
    String id(String service, String collection) {
        List<String> known = ids.getOrDefault(service + " " + collection, List.of());
        return known.isEmpty() ? uuid() : one(known);
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    byte @Nullable [] body(Operation operation) {
        List<byte[]> known = bodies.getOrDefault(operation, List.of());
        return known.isEmpty() ? null : one(known);
    }

    private <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
