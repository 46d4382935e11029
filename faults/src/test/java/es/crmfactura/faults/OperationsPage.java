package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The commands of docs/operations.md, by the name in their first line, run as they stand there. */
final class OperationsPage {

    private static final Path TEXT = Path.of("../docs/operations.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```sh\\n# (\\S+)\\n(.*?)^```$");

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, String> scripts = new LinkedHashMap<>();

    /** @param folder where they are run */
    OperationsPage(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        FENCE.matcher(Files.readString(TEXT)).results().forEach(found -> scripts.put(found.group(1), found.group(2)));
    }

    Set<String> names() {
        return scripts.keySet();
    }

    /** How many pieces of the page can be pasted, whether they have a name or not. */
    static long fences() throws IOException {
        return Files.readAllLines(TEXT).stream()
                .filter(line -> line.matches("```.+"))
                .count();
    }

    /** Waits for it to end well, and returns what it has printed. */
    String run(String name) throws IOException, InterruptedException {
        Path output = folder.resolve(name + ".out");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", Compose.FUNCTION + scripts.get(name))
                .directory(folder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("%s ends. It printed: %s", name, printed).isTrue();
        assertThat(process.exitValue()).as("%s: %s", name, printed).isZero();
        return printed;
    }
}
