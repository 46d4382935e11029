package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.faults.agent.CrashPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run of a service, from its jar and with the agent. */
final class ServiceJvm {

    static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServiceJar jar;
    private final Process process;
    private final Path log;
    private final int port;
    /** Of {@link System#nanoTime}; 0 as long as it is not. */
    private volatile long readySince;

    private ServiceJvm(ServiceJar jar, Process process, Path log, int port) {
        this.jar = jar;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Does not wait for it.
     *
     * @param jar what {@link ServiceJar} has made of it
     */
    static ServiceJvm start(ServiceJar jar, Path agent, Path log, int port, Map<String, String> settings)
            throws IOException {
        var command = jar.command(jar.archived(), "-javaagent:" + agent);
        command.environment().putAll(settings);
        command.environment().put("SERVER_PORT", String.valueOf(port));
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ServiceJvm(jar, process, log, port);
    }

    /** Whether it has been seen ready by who waits for it. */
    boolean hasBecomeReady() {
        return readySince != 0;
    }

    long readySince() {
        return readySince;
    }

    /** Waits for it, whatever becomes of it. */
    void watch() {
        try {
            while (!hasBecomeReady() && process.isAlive()) {
                if (asksReady()) {
                    readySince = System.nanoTime();
                }
                LockSupport.parkNanos(50_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ServiceJvm awaitReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("exit code " + process.exitValue() + "\n" + tail());
            }
            return hasBecomeReady();
        });
        return this;
    }

    private boolean asksReady() throws InterruptedException {
        try {
            var readiness = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    ServiceJar jar() {
        return jar;
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void arm(CrashPoint point, int times) throws IOException {
        command("crash " + point + " " + times);
    }

    void moveClock(Duration offset) throws IOException {
        command("clock " + offset.toSeconds());
    }

    private void command(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    /** @throws AssertionError if it is not halted there */
    void awaitHaltedAt(CrashPoint point) throws InterruptedException, IOException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(point + " was not reached\n" + tail());
        }
        assertThat(process.exitValue()).as("exit code; " + tail()).isEqualTo(point.exitCode());
    }

    /** As who operates it ends it, with the time that docker-compose.yml gives it. */
    void stop() throws InterruptedException, IOException {
        process.destroy();
        assertThat(process.waitFor(45, TimeUnit.SECONDS))
                .as("it ends in time; " + tail())
                .isTrue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String tail() throws IOException {
        var lines = Files.readString(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
