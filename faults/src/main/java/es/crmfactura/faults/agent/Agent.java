package es.crmfactura.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * Obeys lines on standard input: {@code crash POINT N} halts the JVM when the point is reached for the N-th time from now on,
 * {@code clock SECONDS} moves its clock so far from the real one. The JVM ends with its input, and so with who started it.
 * Nothing is changed before the first command, so that a start costs what it costs without.
 */
public final class Agent {

    private final Instrumentation instrumentation;
    private boolean clockMoves;

    private Agent(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    public static void premain(String argument, Instrumentation instrumentation) {
        var thread = new Thread(new Agent(instrumentation)::obey, "faults");
        thread.setDaemon(true);
        thread.start();
    }

    private void obey() {
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("crash")) {
                    crash(CrashPoint.valueOf(words[1]), Integer.parseInt(words[2]));
                } else if (words[0].equals("clock")) {
                    moveClock(words[1]);
                }
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }

    private void crash(CrashPoint point, int times) {
        Crash.arm(point, times);
        Class<?> advice = point.edge == CrashPoint.Edge.ENTRY ? OnEntry.class : OnExit.class;
        var toPoint = Advice.withCustomMapping().bind(Point.class, point.name()).to(advice);
        builder()
                .type(named(point.type))
                .transform((type, description, loader, module, domain) ->
                        type.visit(toPoint.on(named(point.method).and(takesArguments(point.parameters)))))
                .installOn(instrumentation);
        System.err.println("armed " + point);
    }

    /** Whoever asks for the time by way of java.time is told another one; System.currentTimeMillis is not changed. */
    private void moveClock(String seconds) {
        System.setProperty(ClockMoves.OFFSET, seconds);
        if (clockMoves) {
            return;
        }
        clockMoves = true;
        builder()
                .ignore(none())
                .type(named("java.time.Clock"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(ClockMoves.class).on(named("currentInstant"))))
                .installOn(instrumentation);
    }

    private static AgentBuilder builder() {
        return new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly());
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    /** Copied into the method, as the others below. */
    static final class OnEntry {

        private OnEntry() {}

        @Advice.OnMethodEnter
        static void reached(@Point String point) {
            Crash.reached(point);
        }
    }

    static final class OnExit {

        private OnExit() {}

        @Advice.OnMethodExit
        static void reached(@Point String point) {
            Crash.reached(point);
        }
    }

    /** Copied into classes that know none but those of java.base. */
    static final class ClockMoves {

        static final String OFFSET = "faults.clock";

        private ClockMoves() {}

        @Advice.OnMethodExit
        static void move(@Advice.Return(readOnly = false) java.time.Instant now) {
            now = now.plusSeconds(Long.getLong("faults.clock", 0L));
        }
    }
}
