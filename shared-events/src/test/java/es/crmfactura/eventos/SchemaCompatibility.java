package es.crmfactura.eventos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What of a published schema a newer text of it no longer keeps. Such a text may gain optional fields and better words, and
 * nothing else: what it forbids anew breaks who replays old events, what it newly allows breaks a reader that is not updated
 * yet. Keywords that it does not know must stay as they are.
 */
final class SchemaCompatibility {

    private static final Set<String> PROSE = Set.of("title", "description", "examples", "$comment");

    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility() {}

    /** One sentence for each break, beginning with the place; empty if there is none. */
    static List<String> breaks(JsonNode published, JsonNode current) {
        var comparison = new SchemaCompatibility();
        comparison.schema("", published, current);
        return List.copyOf(comparison.breaks);
    }

    private void schema(String place, JsonNode published, JsonNode current) {
        var keywords = new TreeSet<String>(published.propertyNames());
        keywords.addAll(current.propertyNames());
        keywords.removeAll(PROSE);
        for (String keyword : keywords) {
            keyword(place, keyword, published.path(keyword), current.path(keyword));
        }
    }

    private void keyword(String place, String keyword, JsonNode published, JsonNode current) {
        switch (keyword) {
            case "properties", "$defs" -> members(place, published, current);
            case "items" -> schema(place + "[]", published, current);
            case "required" -> required(place, values(published), values(current));
            case "type", "enum" -> unchanged(place, keyword, values(published), values(current));
            default -> unchanged(place, keyword, published, current);
        }
    }

    private void members(String place, JsonNode published, JsonNode current) {
        for (var member : published.properties()) {
            String name = place + "/" + member.getKey();
            if (current.has(member.getKey())) {
                schema(name, member.getValue(), current.path(member.getKey()));
            } else {
                breaks.add(name + " is gone");
            }
        }
    }

    private void required(String place, Set<String> published, Set<String> current) {
        current.stream()
                .filter(name -> !published.contains(name))
                .forEach(name -> breaks.add(place + "/" + name + " has become required"));
        published.stream()
                .filter(name -> !current.contains(name))
                .forEach(name -> breaks.add(place + "/" + name + " is no longer required"));
    }

    private void unchanged(String place, String keyword, Object published, Object current) {
        if (!published.equals(current)) {
            breaks.add("%s: %s was %s and is %s".formatted(place, keyword, published, current));
        }
    }

    /** Of an array in any order, or of a value that stands alone. */
    private static Set<String> values(JsonNode node) {
        var values = new TreeSet<String>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asString()));
        } else if (!node.isMissingNode()) {
            values.add(node.asString());
        }
        return values;
    }
}
