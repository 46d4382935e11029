package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(properties = {"crmfactura.web.max-requests=2", "crmfactura.web.max-wait=50ms"})
@AutoConfigureMockMvc
@Import(LoadLimitTest.Despacio.class)
class LoadLimitTest {

    @RestController
    static class Despacio {

        private final Semaphore inside = new Semaphore(0);
        private volatile CountDownLatch end = new CountDownLatch(1);

        @GetMapping("/despacio")
        String despacio() throws InterruptedException {
            inside.release();
            end.await();
            return "por fin";
        }
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Despacio despacio;

    @Test
    void whatIsTooMuchIsToldToComeBackAndTheRestIsAnswered() {
        List<CompletableFuture<MvcTestResult>> atWork = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> http.get().uri("/despacio").exchange()))
                .toList();
        await().atMost(Duration.ofSeconds(10)).until(() -> despacio.inside.tryAcquire(2));

        assertThat(http.get().uri("/cosas"))
                .hasStatus(503)
                .hasHeader("Retry-After", "5")
                .bodyJson()
                .extractingPath("$.codigo")
                .isEqualTo("saturado");
        assertThat(http.get().uri("/health")).hasStatusOk();

        despacio.end.countDown();
        atWork.forEach(answer -> assertThat(answer.join()).hasStatusOk());
        assertThat(http.get().uri("/cosas")).hasStatusOk();
    }

    @Test
    void whoIsRefusedOrFailsLeavesItsPlaceToTheNext() {
        for (int i = 0; i < 5; i++) {
            assertThat(http.get().uri("/cosas/rota")).hasStatus(500);
            assertThat(http.get().uri("/cosas?limit=x")).hasStatus(400);
            assertThat(http.get().uri("/nada")).hasStatus(404);
        }
        assertThat(http.get().uri("/cosas")).hasStatusOk();
    }
}
