package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmApplication;
import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.factura.FacturaApplication;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes over the broker is applied or kept with its reason, and never stands in the way of what comes next. */
class MutatedEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 100;
    /** All are read, and one in so many goes over the broker. */
    private static final int SPARING = 5;

    private final Run run = Run.asked();
    private final Random random = run.random();
    private final GoldenMessages golden = new GoldenMessages(random);
    private final Odd odd = new Odd(random);
    private final Spoiler spoiler = new Spoiler(random, odd);
    private final CloudEventFormat format = new CloudEventFormat(
            EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class));

    static List<Arguments> services() {
        return List.of(
                Arguments.of("crm", CrmApplication.class, "FacturaEmitida.v1"),
                Arguments.of("factura", FacturaApplication.class, "ClienteCreado.v1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void whateverIsHeardIsAppliedOrKeptAndTheNextGoodOneIsApplied(String service, Class<?> application, String good) {
        try (var listening = new Listening(service, application)) {
            for (int heard = 0; heard < run.inputs(); heard += BATCH * SPARING) {
                List<byte[]> batch = new ArrayList<>();
                for (int i = 0; i < BATCH * SPARING; i++) {
                    byte[] message = mutated(golden.any());
                    read(message);
                    if (i % SPARING == 0) {
                        batch.add(message);
                    }
                }
                byte[] next = golden.complete(good);
                batch.add(next);
                listening.hear(batch);
                awaitApplied(listening, next, batch);
                assertThat(batch)
                        .filteredOn(message -> !isKept(listening, message))
                        .as(run.toString())
                        .isEmpty();
            }
            System.out.println(service + ": " + listening.outcomes());
        }
    }

    private byte[] mutated(byte[] message) {
        return switch (random.nextInt(10)) {
            case 0 -> message;
            case 1, 2 -> odd.bytes(message);
            case 3 -> spoiler.spoiled(spoiler.spoiled(message));
            default -> spoiler.spoiled(message);
        };
    }

    /** Empty where the reader says that it can't. */
    private Optional<Event> read(byte[] message) {
        try {
            return Optional.of(format.read(message));
        } catch (CloudEventFormat.UnreadableEventException e) {
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(run + " can't be read, and is not said to be unreadable: " + shown(message), e);
        }
    }

    private void awaitApplied(Listening listening, byte[] good, List<byte[]> batch) {
        UUID event = format.read(good).id();
        try {
            await().atMost(PATIENCE).until(() -> listening.hasReceived(event));
        } catch (ConditionTimeoutException e) {
            byte[] inTheWay = batch.stream()
                    .filter(message -> !isKept(listening, message))
                    .findFirst()
                    .orElse(good);
            throw new AssertionError(run + " nothing comes through after " + shown(inTheWay), e);
        }
        assertThat(listening.hasParked(event)).as("a good message is applied").isFalse();
    }

    private boolean isKept(Listening listening, byte[] message) {
        return read(message)
                .map(event -> listening.hasReceived(event.id()))
                .orElseGet(() -> listening.hasKept(message));
    }

    private static String shown(byte[] message) {
        String text = new String(message, UTF_8);
        return text.substring(0, Math.min(2_000, text.length()));
    }
}
