package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** A service's jar taken apart, with an archive of its classes: a start takes half the time, and nothing else is different. */
final class ServiceJar {

    private final Path folder;
    private final Path jar;
    private final Path classes;

    private ServiceJar(Path folder, Path jar) {
        this.folder = folder;
        this.jar = folder.resolve(jar.getFileName());
        this.classes = folder.resolve("classes.jsa");
    }

    /** @return that of an earlier run, if the jar is still the same */
    static ServiceJar takenApart(Path jar, Path folder) throws IOException, InterruptedException {
        assertThat(jar).as("the jar that mvn verify has made before").exists();
        var service = new ServiceJar(folder, jar);
        if (Files.exists(service.classes)
                && Files.getLastModifiedTime(service.classes).compareTo(Files.getLastModifiedTime(jar)) > 0) {
            return service;
        }
        Files.deleteIfExists(service.classes);
        run(new ProcessBuilder(
                java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination", "" + folder));
        return service;
    }

    String archived() {
        return "-XX:SharedArchiveFile=" + classes;
    }

    /** Starts it once, up to the point where it would serve. */
    void archiveClasses(Map<String, String> settings) throws IOException, InterruptedException {
        if (Files.exists(classes)) {
            return;
        }
        var command = command("-XX:ArchiveClassesAtExit=" + classes, "-Dspring.context.exit=onRefresh");
        command.environment().putAll(settings);
        run(command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("archive.log").toFile()));
    }

    ProcessBuilder command(String... options) {
        List<String> words =
                new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        words.addAll(List.of(options));
        words.addAll(List.of("-jar", jar.toString()));
        return new ProcessBuilder(words);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(process.waitFor()).as(String.join(" ", command.command())).isZero();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** The agent's classes, which find Byte Buddy where this JVM has it. */
    static Path agent(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", "es.crmfactura.faults.agent.Agent");
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.put(
                Attributes.Name.CLASS_PATH, locationOf(ByteBuddy.class).toUri().toString());
        Path classes = locationOf(es.crmfactura.faults.agent.CrashPoint.class);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
