package es.crmfactura.allinone.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks, judges each answer, and learns from it. */
final class Session implements AutoCloseable {

    private static final int SHOWN = 600;
    private static final int TRIES = 4;

    private final Map<String, Wire> wires;
    private final Books books;
    private final Known known;
    private final Findings findings;
    private final Map<String, Integer> asked = new TreeMap<>();

    /** @param wires by service */
    Session(Map<String, Wire> wires, Books books, Known known, Findings findings) {
        this.wires = wires;
        this.books = books;
        this.known = known;
        this.findings = findings;
    }

    /** @return how many by kind and class of answer */
    Map<String, Integer> asked() {
        return asked;
    }

    /** @return the answer; null, and a finding, where there is none */
    @Nullable
    Answer ask(Request request) {
        try {
            Answer answer = wire(request).send(request);
            asked.merge(request.kind() + " " + answer.status() / 100 + "xx", 1, Integer::sum);
            Judge.fault(request, answer).ifPresent(fault -> report(request, fault, answer));
            known.learn(request, answer);
            return answer;
        } catch (IOException e) {
            report(request, "gives no answer: " + e.getMessage(), null);
            return null;
        }
    }

    /**
     * Asks, and looks whether what is refused has changed anything. What changes is asked again: it may have been something else
     * that went on at the same time.
     */
    void askAndLookBehind(Request request) throws SQLException {
        Map<String, String> changed = Map.of();
        Answer answer = null;
        for (int i = 0; i < TRIES; i++) {
            Map<String, String> before = books.settled();
            answer = ask(request);
            if (answer == null || !answer.isRefusal()) {
                return;
            }
            changed = books.fingerprint();
            changed.entrySet().removeAll(before.entrySet());
            if (changed.isEmpty()) {
                return;
            }
        }
        report(request, "refuses, and yet has an effect on " + changed.keySet(), answer);
    }

    void report(Request request, String what, @Nullable Answer answer) {
        String text = answer == null
                ? ""
                : answer.text().substring(0, Math.min(SHOWN, answer.text().length()));
        findings.add(
                request.operation() + ": " + what,
                "(%s) %s%n%s"
                        .formatted(request.kind(), request.curl(wire(request).port()), text));
    }

    private Wire wire(Request request) {
        return Objects.requireNonNull(wires.get(request.operation().service()));
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : wires.values()) {
            wire.close();
        }
    }
}
