package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Messages as they were published once, of others than then: each is new to whoever hears it. */
final class GoldenMessages {

    private static final Path CORPUS = Path.of("../shared-events/src/test/resources/golden");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Random random;
    private final List<Path> files;

    GoldenMessages(Random random) {
        this.random = random;
        try (var found = Files.walk(CORPUS)) {
            files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] any() {
        return anew(files.get(random.nextInt(files.size())));
    }

    /** @param name for instance {@code FacturaEmitida.v1} */
    byte[] complete(String name) {
        return anew(CORPUS.resolve(name).resolve("completo.json"));
    }

    private byte[] anew(Path file) {
        Map<String, String> ids = new HashMap<>();
        try {
            return ID.matcher(Files.readString(file))
                    .replaceAll(id -> ids.computeIfAbsent(id.group(), old -> anId()))
                    .getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String anId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
