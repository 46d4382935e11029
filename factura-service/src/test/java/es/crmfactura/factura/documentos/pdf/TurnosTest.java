package es.crmfactura.factura.documentos.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnosTest {

    @Test
    void whoWaitsTooLongIsToldToComeBack() throws InterruptedException {
        var turnos = new Turnos(1, Duration.ofMillis(50));
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> turnos.hacer(() -> {
            begun.countDown();
            esperar(end);
            return "uno";
        }));
        begun.await();

        assertThatThrownBy(() -> turnos.hacer(() -> "dos"))
                .isInstanceOfSatisfying(
                        Turnos.DemasiadosPdfException.class,
                        problema -> assertThat(problema.status().value()).isEqualTo(503));

        end.countDown();
        assertThat(first.join()).isEqualTo("uno");
        assertThat(turnos.hacer(() -> "tres")).isEqualTo("tres");
    }

    @Test
    void whoFailsTakesNobodysTurn() {
        var turnos = new Turnos(1, Duration.ofMillis(50));
        assertThatThrownBy(() -> turnos.hacer(() -> {
                    throw new IllegalStateException("se rompió");
                }))
                .hasMessage("se rompió");
        assertThat(turnos.hacer(() -> "otro")).isEqualTo("otro");
    }

    private static void esperar(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
