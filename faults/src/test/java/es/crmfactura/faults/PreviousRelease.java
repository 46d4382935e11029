package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The release that installations are upgraded from, as it stands in the history of the sources. */
final class PreviousRelease {

    private static final Path PINNED = Path.of("previous-release");
    private static final Path PROJECT = Path.of("..");

    private final String commit;

    private PreviousRelease(String commit) {
        this.commit = commit;
    }

    /** Skips the test where the sources have come without their history. */
    static PreviousRelease pinned() throws IOException, InterruptedException {
        return of(Files.readAllLines(PINNED).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow());
    }

    private static PreviousRelease of(String revision) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "rev-parse", "--verify", "-q", revision + "^{commit}");
        try {
            Process found = git.directory(PROJECT.toFile()).start();
            String commit = new String(found.getInputStream().readAllBytes()).strip();
            assumeTrue(found.waitFor() == 0, "no history that has " + revision);
            return new PreviousRelease(commit);
        } catch (IOException e) {
            assumeTrue(false, "no git: " + e.getMessage());
            throw e;
        }
    }

    /**
     * Its jars, made from its sources unless they have been made before.
     *
     * @param wanted a folder with jars, a revision, or "pinned"
     */
    static Path jars(String wanted) throws IOException, InterruptedException {
        if (Files.isDirectory(Path.of(wanted))) {
            return Path.of(wanted);
        }
        return (wanted.equals("pinned") ? pinned() : of(wanted)).build();
    }

    private Path build() throws IOException, InterruptedException {
        Path jars = Path.of(System.getProperty("target"), "previous", commit);
        if (!Files.isDirectory(jars)) {
            Path sources = Files.createDirectories(jars.resolveSibling(commit + "-sources"));
            run(PROJECT, "bash", "-c", "git archive %s | tar -x -C %s".formatted(commit, sources.toAbsolutePath()));
            run(sources, "bash", "-c", "%1$s -o || %1$s".formatted("""
                    mvn -q -pl crm-service,factura-service -am package -Dmaven.test.skip=true -Dspotless.check.skip=true"""));
            Path ready = Files.createDirectories(jars.resolveSibling(commit + "-ready"));
            for (Stack.Service service : Stack.Service.values()) {
                Path jar = jar(sources.resolve(service.schema() + "-service/target"), service);
                Files.copy(jar, ready.resolve(jar.getFileName()));
            }
            Files.move(ready, jars);
        }
        return jars;
    }

    static Path jar(Path folder, Stack.Service service) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, service.schema() + "-service-*-exec.jar")) {
            return found.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Relative to the project's folder. */
    List<Path> migrations() throws IOException, InterruptedException {
        return lines("git", "ls-tree", "-r", "--name-only", commit).stream()
                .map(Path::of)
                .filter(Migration::isOne)
                .toList();
    }

    /** Relative to the project's folder; not what has come since. */
    List<Path> changed() throws IOException, InterruptedException {
        return lines("git", "diff", "--name-only", "--no-renames", "--diff-filter=a", commit).stream()
                .map(Path::of)
                .filter(Migration::isOne)
                .toList();
    }

    private static List<String> lines(String... command) throws IOException, InterruptedException {
        return run(PROJECT, command).lines().toList();
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), printed)
                .isZero();
        return printed;
    }
}
