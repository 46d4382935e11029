package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What well-behaved programs ask one thing after another, so that the odd requests between them meet what they leave behind. A
 * line is a service, a method, a path and a body; behind {@code >} stands by what name its id is known in the next lines.
 */
final class Stories {

    static final String KIND = "story";

    private static final Pattern LINE = Pattern.compile(
            "(?<service>\\w+) (?<method>[A-Z]+) (?<path>\\S+)(?: (?<body>[^>]+?))?(?: > (?<name>\\w+))?");

    private final Random random;
    private final List<Operation> operations;
    private final List<List<String>> all;
    private final Map<String, String> names = new HashMap<>();
    private final Deque<String> rest = new ArrayDeque<>();
    private String naming = "";

    Stories(Random random, List<Operation> operations) {
        this.random = random;
        this.operations = operations;
        this.all = Arrays.stream(text().split("\n\n"))
                .map(story ->
                        story.lines().filter(line -> !line.startsWith("#")).toList())
                .toList();
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(Stories.class.getResourceAsStream("/fuzz/historias.txt"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Request next() {
        if (rest.isEmpty()) {
            begin();
        }
        Matcher line = LINE.matcher(filled(rest.remove()));
        if (!line.matches()) {
            throw new IllegalStateException("no line of a story: " + line);
        }
        naming = Optional.ofNullable(line.group("name")).orElse("");
        String body = Optional.ofNullable(line.group("body")).orElse("");
        return new Request(
                operation(line.group("service"), line.group("method"), line.group("path")),
                KIND,
                line.group("method"),
                line.group("path"),
                List.of("Content-Type: " + mediaType(body)),
                body.replace("\\n", "\n").getBytes(UTF_8));
    }

    private void begin() {
        rest.addAll(all.get(random.nextInt(all.size())));
        names.clear();
        names.put("n", String.valueOf(random.nextInt(Integer.MAX_VALUE)));
        names.put("hoy", LocalDate.now().toString());
        names.put("luego", LocalDate.now().plusMonths(1).toString());
    }

    private String filled(String line) {
        return Pattern.compile("\\$([a-z]+)")
                .matcher(line)
                .replaceAll(name -> Objects.requireNonNullElse(names.get(name.group(1)), "desconocido"));
    }

    private Operation operation(String service, String method, String path) {
        return operations.stream()
                .filter(operation -> operation.answers(service, method, path.replaceFirst("\\?.*", "")))
                // a literal path before one with a parameter in the same place
                .min((one, other) -> Integer.compare(
                        one.parametersIn("path").size(),
                        other.parametersIn("path").size()))
                .orElseThrow(() -> new IllegalStateException("nothing answers " + service + " " + method + " " + path));
    }

    private static String mediaType(String body) {
        return body.isEmpty() || body.startsWith("{") || body.startsWith("[") ? "application/json" : "text/csv";
    }

    /** @return whether the story can go on */
    boolean goOn(Answer answer) {
        if (answer.isRefusal()) {
            rest.clear();
            return false;
        }
        answer.json().findValues("id").stream().findFirst().ifPresent(id -> names.put(naming, id.asString()));
        return true;
    }
}
