package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI documents are enough for a stranger: clients are generated from them, and a program that knows nothing else is
 * compiled against those and creates, changes and reads everything.
 */
class GeneratedClientTest {

    private static final Path GENERATOR = Path.of("target/client-generator/openapi-generator-cli.jar");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final Path PROGRAM = Path.of("src/test/resources/cliente/Recorrido.java");

    @TempDir
    Path folder;

    @Test
    void aProgramBuiltOnGeneratedClientsReachesEverything() throws Exception {
        Settings settings = Ports.settings(folder.resolve("data"));
        try (Stack stack = Stack.start(settings)) {
            assertThat(stack).isNotNull();
            String crm = "http://127.0.0.1:" + settings.crmPort();
            String factura = "http://127.0.0.1:" + settings.facturaPort();
            generate("crm", crm);
            generate("factura", factura);

            assertThat(Stream.concat(operations("crm"), operations("factura")))
                    .as("operations that no line of the program calls")
                    .filteredOn(operation -> !source().contains(operation + "("))
                    .isEmpty();
            run(compile(), crm, factura);
        }
    }

    private Stream<String> operations(String service) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve(service + ".json")))
                .findValuesAsString("operationId")
                .stream();
    }

    private static String source() {
        try {
            return Files.readString(PROGRAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void generate(String service, String url) throws Exception {
        Path document = folder.resolve(service + ".json");
        try (var openApi = URI.create(url + "/openapi.json").toURL().openStream()) {
            Files.copy(openApi, document);
        }
        Path log = folder.resolve(service + ".log");
        var command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-jar",
                GENERATOR.toString(),
                "generate",
                "--input-spec=" + document,
                "--generator-name=java",
                "--library=native",
                "--output=" + folder.resolve(service),
                "--additional-properties=openApiNullable=false,useJakartaEe=true,invokerPackage=" + service
                        + ",apiPackage=" + service + ".api,modelPackage=" + service + ".modelo",
                "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false");
        int exit = command.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
    }

    private Path compile() throws IOException {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-d",
                classes.toString(),
                "-classpath",
                CLASS_PATH,
                PROGRAM.toString()));
        for (String service : List.of("crm", "factura")) {
            try (Stream<Path> sources = Files.walk(folder.resolve(service + "/src/main/java"))) {
                sources.map(Path::toString)
                        .filter(file -> file.endsWith(".java"))
                        .forEach(arguments::add);
            }
        }
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(exit).isZero();
        return classes;
    }

    private void run(Path classes, String crm, String factura) throws Exception {
        Path log = folder.resolve("program.log");
        int exit = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        // generated clients read answers in whatever encoding the machine has
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        classes + File.pathSeparator + CLASS_PATH,
                        "cliente.Recorrido",
                        crm,
                        factura)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
    }
}
