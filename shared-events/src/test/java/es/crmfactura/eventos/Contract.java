package es.crmfactura.eventos;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the contract as they lie in this module, and the records that they describe. */
final class Contract {

    static final String ENVELOPE = "CloudEvent.v1";

    /** Numbers keep the decimals with which they are written. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Path SCHEMAS = Path.of("src/main/resources/META-INF/resources/eventos");
    private static final Path PUBLISHED = Path.of("src/test/resources/publicado");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final SchemaRegistry VALIDATOR =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contract() {}

    static List<Class<?>> records() {
        return Stream.of(EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class)
                .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .toList();
    }

    /** @param name of an event with its version, for instance {@code FacturaEmitida.v1} */
    static JsonNode schema(String name) {
        return JSON.readTree(SCHEMAS.resolve(name + ".schema.json"));
    }

    static JsonNode published(String name) {
        return JSON.readTree(PUBLISHED.resolve(name + ".schema.json"));
    }

    static List<String> schemas() {
        return names(SCHEMAS, ".schema.json");
    }

    static List<String> publishedSchemas() {
        return names(PUBLISHED, ".schema.json");
    }

    static List<String> goldenEvents() {
        return names(GOLDEN, "");
    }

    /** What there is of an event: minimo, completo, ampliado, and what it has gained since. */
    static List<String> goldenVariants(String event) {
        return names(GOLDEN.resolve(event), ".json");
    }

    /** @param variant for instance ampliado: completo with fields that nobody knows */
    static byte[] golden(String event, String variant) {
        try {
            return Files.readAllBytes(GOLDEN.resolve(event).resolve(variant + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Error> violations(String schema, JsonNode instance) {
        return VALIDATOR
                .getSchema(schema(schema))
                .validate(
                        instance.toString(),
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static List<String> names(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
