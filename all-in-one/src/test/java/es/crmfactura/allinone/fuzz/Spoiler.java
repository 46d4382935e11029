package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON documents with something else, something twice, or nothing in one place: what no JSON library would write. */
final class Spoiler {

    private enum How {
        MISSING,
        TWICE,
        OTHER
    }

    private final Random random;
    private final Odd odd;

    Spoiler(Random random, Odd odd) {
        this.random = random;
        this.odd = odd;
    }

    byte[] spoiled(byte[] document) {
        try {
            JsonNode root = JsonMapper.shared().readTree(document);
            List<JsonNode> places = new ArrayList<>();
            collect(root, places);
            How how = How.values()[Math.min(How.OTHER.ordinal(), random.nextInt(8))];
            return write(root, places.get(random.nextInt(places.size())), how).getBytes(UTF_8);
        } catch (JacksonException e) {
            // spoiled already, or no JSON
            return odd.bytes(document);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        places.add(node);
        node.forEach(child -> collect(child, places));
    }

    private String write(JsonNode node, JsonNode place, How how) {
        if (node == place && how == How.OTHER) {
            return odd.json();
        }
        if (node.isArray()) {
            return "["
                    + String.join(
                            ",",
                            node.valueStream()
                                    .map(element -> write(element, place, how))
                                    .toList())
                    + "]";
        }
        return node.isObject() ? "{" + String.join(",", fields(node, place, how)) + "}" : node.toString();
    }

    private List<String> fields(JsonNode object, JsonNode place, How how) {
        List<String> fields = new ArrayList<>();
        for (var field : object.properties()) {
            boolean here = field.getValue() == place;
            String name = JsonMapper.shared().writeValueAsString(field.getKey()) + ":";
            if (!here || how != How.MISSING) {
                fields.add(name + write(field.getValue(), place, how));
            }
            if (here && how == How.TWICE) {
                fields.add(name + odd.json());
            }
        }
        return fields;
    }
}
