package es.crmfactura.allinone.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was wrong, told once for each operation and kind with the first request that showed it. */
final class Findings {

    private final Map<String, String> first = new LinkedHashMap<>();
    private final Map<String, Integer> count = new TreeMap<>();

    void add(String what, String how) {
        count.merge(what, 1, Integer::sum);
        first.putIfAbsent(what, how);
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        first.forEach((what, how) -> text.append("%d x %s%n".formatted(count.get(what), what)));
        first.forEach((what, how) -> text.append("%n%s%n%s%n".formatted(what, how)));
        return text.toString();
    }
}
