package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's jar says what it is made of, so that whoever runs it can tell whether what is found tomorrow concerns him. */
@DisabledIfSystemProperty(
        named = "offline",
        matches = "offline: true",
        disabledReason = "mvn -o writes no bill of materials")
class SbomTest {

    @ParameterizedTest
    @ValueSource(strings = {"crm", "factura"})
    void itNamesWhatIsInTheJarAndNothingElse(String service) throws IOException {
        try (var jar = new JarFile(System.getProperty("jar." + service))) {
            List<String> libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("BOOT-INF/lib/.+"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    // put in when the jar is made, and no dependency
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
                    .toList();
            assertThat(components(jar))
                    // Spring Boot leaves out its starters, which are empty
                    .filteredOn(name -> !name.startsWith("spring-boot-starter"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(libraries)
                    .noneMatch(name -> name.matches(".*(junit|testcontainers|embedded|mockito).*"));
        }
    }

    private static Stream<String> components(JarFile jar) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json"))) {
            return JsonMapper.shared()
                    .readTree(in)
                    .get("components")
                    .valueStream()
                    .map(SbomTest::fileName);
        }
    }

    private static String fileName(JsonNode component) {
        return component.get("name").asString() + "-" + component.get("version").asString() + ".jar";
    }
}
