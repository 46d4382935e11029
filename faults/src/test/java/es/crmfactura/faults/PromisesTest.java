package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each promise of the README, and of the page about security, names a test, and that is there. */
class PromisesTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern TABLE =
            Pattern.compile("\\| promise \\| kept by \\|\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/security.md"})
    void theTestsThatKeepThemAreThere(String page) throws IOException {
        List<String> promises = TABLE.matcher(Files.readString(PROJECT.resolve(page)))
                .results()
                .flatMap(table -> table.group(1).lines())
                .toList();
        assertThat(promises).isNotEmpty().allSatisfy(promise -> {
            List<MatchResult> named = NAMED.matcher(promise).results().toList();
            assertThat(named).isNotEmpty().allSatisfy(PromisesTest::isThere);
        });
    }

    private static void isThere(MatchResult named) throws IOException {
        String text = named.group(2) == null ? "class " + named.group(1) : "void " + named.group(2) + "(";
        assertThat(sources(named.group(1)))
                .as(named.group())
                .anySatisfy(file -> assertThat(file).content().contains(text));
    }

    private static List<Path> sources(String test) throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(PromisesTest::files)
                    .filter(file -> file.getFileName().toString().equals(test + ".java"))
                    .toList();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
