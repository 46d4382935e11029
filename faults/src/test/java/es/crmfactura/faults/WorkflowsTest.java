package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What runs on GitHub in the project's name is what was chosen, may do no more than it needs, and obeys no stranger. */
class WorkflowsTest {

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../.github/workflows"))) {
            return files.toList();
        }
    }

    /** A tag can be moved to other code, a commit can't. */
    @ParameterizedTest
    @MethodSource("workflows")
    void anActionOfOthersIsPinnedToACommit(Path workflow) throws IOException {
        assertThat(Files.readAllLines(workflow))
                .filteredOn(line -> line.matches(".*\\buses\\b\\W*:.*"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.strip())
                        .matches("(- )?uses: (\\./\\S+|[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+)"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void itMayReadTheSourcesAndAJobThatNeedsMoreSaysSo(Path workflow) throws IOException {
        assertThat(read(workflow).get("permissions")).isIn(Map.of(), Map.of("contents", "read"));
    }

    /** It would run a stranger's change with the project's secrets. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noneIsForPullRequestsWithTheSecretsOfTheTarget(Path workflow) {
        assertThat(workflow).content().doesNotContain("pull_request_target");
    }

    /** A branch's name or a title would be part of the script; what a script needs comes to it as a variable. */
    @ParameterizedTest
    @MethodSource("workflows")
    void aScriptIsCompleteAsItStands(Path workflow) throws IOException {
        assertThat(scripts(read(workflow)))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(script).doesNotContain("${{"));
    }

    private static Map<Object, Object> read(Path workflow) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(workflow));
    }

    private static List<String> scripts(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> entry.getKey().equals("run") && entry.getValue() instanceof String script
                            ? Stream.of(script)
                            : scripts(entry.getValue()).stream())
                    .toList();
        }
        return node instanceof List<?> list
                ? list.stream().flatMap(each -> scripts(each).stream()).toList()
                : List.of();
    }
}
