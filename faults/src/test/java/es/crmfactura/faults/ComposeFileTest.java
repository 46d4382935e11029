package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the containers of docker-compose.yml may do; {@code deploy/check-containers.sh} tries it inside of them. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> WAYS_OUT = Set.of(
            "privileged", "cap_add", "devices", "network_mode", "pid", "ipc", "userns_mode", "volumes_from", "cgroup");

    private static Stream<Arguments> services() throws IOException {
        return read("docker-compose.yml").entrySet().stream()
                .map(service -> Arguments.of(service.getKey(), service.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aServiceHasNoRightsOfTheKernelAndGainsNone(String name, Map<String, Object> service) {
        assertThat(service)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsKey("mem_limit")
                .doesNotContainKeys(WAYS_OUT.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aServiceIsNotRoot(String name, Map<String, Object> service) throws IOException {
        Object user = service.containsKey("build") ? userOfOurImage() : service.get("user");
        assertThat(user).isNotNull().isNotIn("root", "0", 0).asString().doesNotStartWith("0:");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aServiceIsReachedFromThisMachineOnly(String name, Map<String, Object> service) {
        assertThat(strings(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aServiceSeesOfTheHostOnlyItsOwnFilesAndCanNotChangeThem(String name, Map<String, Object> service) {
        assertThat(strings(service, "volumes"))
                .allMatch(volume -> volume.matches("[a-z]+:/var/lib/[a-z]+|\\./deploy/.*:ro"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void ourServicesCanNotWriteButToTheFolderForTemporaryFiles(String name, Map<String, Object> service) {
        if (service.containsKey("build")) {
            assertThat(service)
                    .containsEntry("read_only", true)
                    .containsEntry("tmpfs", List.of("/tmp"))
                    .doesNotContainKey("volumes");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void anImageOfOthersIsOfAKnownRelease(String name, Map<String, Object> service) {
        if (!service.containsKey("build")) {
            assertThat(service.get("image")).asString().matches("[a-z]+:[0-9].*");
        }
    }

    @Test
    void ourImageIsMadeOfKnownReleases() throws IOException {
        List<String> images = groups("FROM (.*)", Files.readString(ROOT.resolve("Dockerfile")));
        assertThat(images).isNotEmpty().allMatch(image -> image.matches("[a-z-]+:[0-9].*|build .*"));
    }

    @Test
    void productionChangesNothingButTheEnvironment() throws IOException {
        assertThat(read("compose.production.yml").values())
                .allSatisfy(service -> assertThat(service).containsOnlyKeys("environment"));
    }

    private static Map<String, Map<String, Object>> read(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ROOT.resolve(file)));
        return compose.get("services");
    }

    /** That of the last stage, which is what runs. */
    private static String userOfOurImage() throws IOException {
        String[] stages = Files.readString(ROOT.resolve("Dockerfile")).split("(?m)^FROM ");
        List<String> users = groups("USER (.*)", stages[stages.length - 1]);
        assertThat(users).isNotEmpty();
        return users.get(users.size() - 1);
    }

    private static List<String> groups(String line, String text) {
        return Pattern.compile("^" + line, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> strings(Map<String, Object> service, String key) {
        return service.get(key) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }
}
