package es.crmfactura.allinone;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of the integration guide, by the file name in their first line, run as they stand there. */
final class Guide {

    private static final Path TEXT = Path.of("../docs/guia-de-integracion.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(?:#|//) (\\S+)\\n(.*?)^```$");

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, String> programs = read();

    /** @param folder where they are put and run */
    Guide(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    private static Map<String, String> read() {
        try {
            return FENCE.matcher(Files.readString(TEXT))
                    .results()
                    .collect(toMap(found -> found.group(2), found -> found.group(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names() {
        return programs.keySet();
    }

    /** How many pieces of the guide are in a language that the reader runs, whether they have a name or not. */
    static long fences() throws IOException {
        return Files.readAllLines(TEXT).stream()
                .filter(line -> line.matches("```(bash|sh|python|java)"))
                .count();
    }

    /** Waits for it to end well, and returns what it has printed. */
    String run(String name) throws Exception {
        return run(name, Map.of());
    }

    String run(String name, Map<String, String> more) throws Exception {
        return run(name, more, "");
    }

    String run(String name, Map<String, String> more, String input) throws Exception {
        Path output = Files.createTempFile(folder, name, ".out");
        Process process = start(name, output, more);
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("%s ends. It printed: %s", name, printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** @param output what it prints goes there */
    Process start(String name, Path output, Map<String, String> more) throws IOException {
        requireTools(extension(name));
        Path file = Files.writeString(folder.resolve(name), programs.get(name));
        var builder = new ProcessBuilder(command(file)).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static List<String> command(Path file) {
        List<String> command = new ArrayList<>();
        switch (extension(file.toString())) {
            case "sh" -> command.add("bash");
            case "py" -> command.addAll(List.of("python3", "-u"));
            case "java" ->
                command.addAll(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
            default -> throw new IllegalArgumentException(file.toString());
        }
        command.add(file.toString());
        return command;
    }

    /** Skips the test where the reader's machine would lack something too. */
    private static void requireTools(String extension) {
        Map<String, List<String>> tools = Map.of("sh", List.of("bash", "curl", "openssl"), "py", List.of("python3"));
        for (String tool : tools.getOrDefault(extension, List.of())) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
                    () -> "needs " + tool);
        }
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
