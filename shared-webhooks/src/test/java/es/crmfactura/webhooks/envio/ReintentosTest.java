package es.crmfactura.webhooks.envio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReintentosTest {

    private static final Instant MEDIODIA = Instant.parse("2026-11-24T12:00:00Z");

    private final Reintentos reintentos = new Reintentos(List.of(Duration.ofSeconds(5), Duration.ofMinutes(10)));

    @ParameterizedTest
    @CsvSource({"1, 4, 6", "2, 480, 720", "3, 480, 720", "100, 480, 720"})
    void theWaitGrowsUpToTheLastAndIsNeverQuiteTheSame(int fallos, long least, long most) {
        assertThat(reintentos.despuesDe(respuesta(500, null), fallos))
                .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    @ParameterizedTest
    @CsvSource({"429, 120", "503, 120", "503, 'Tue, 24 Nov 2026 12:02:00 GMT'"})
    void whoAsksForMoreTimeGetsIt(int status, String retryAfter) {
        assertThat(reintentos.despuesDe(respuesta(status, retryAfter), 1)).isEqualTo(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @CsvSource({"500, 120", "429, 1", "429, -5", "429, mañana", "503, 'Tue, 24 Nov 2026 11:00:00 GMT'"})
    void whatIsNotAskedForSoOrIsLessChangesNothing(int status, String retryAfter) {
        assertThat(reintentos.despuesDe(respuesta(status, retryAfter), 1))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    private static Respuesta respuesta(int status, @Nullable String retryAfter) {
        return new Respuesta(MEDIODIA, Duration.ZERO, status, null, "", retryAfter);
    }
}
