package es.crmfactura.security.acceso;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CupoTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void twoSecondsWorthAreLetThroughAtOnceAndThenSomeoneWaits() {
        var cupo = new Cupo(0);
        assertThat(LongStream.range(0, 20).mapToObj(i -> cupo.pasar(10, 0))).allMatch(Duration::isZero);
        assertThat(cupo.pasar(10, 0)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whoWaitsAsLongAsHeIsToldIsLetThrough() {
        var cupo = new Cupo(0);
        LongStream.range(0, 20).forEach(i -> cupo.pasar(10, 0));
        long told = cupo.pasar(10, 0).toNanos();
        assertThat(cupo.pasar(10, told - 1)).isPositive();
        assertThat(cupo.pasar(10, told)).isZero();
    }

    @Test
    void whoKeepsToTheRateIsAlwaysLetThrough() {
        var cupo = new Cupo(0);
        assertThat(LongStream.range(0, 1_000).mapToObj(i -> cupo.pasar(10, i * SECOND / 10)))
                .allMatch(Duration::isZero);
    }

    @Test
    void whoWasTurnedAwayHasNotUsedAnythingUp() {
        var cupo = new Cupo(0);
        LongStream.range(0, 1_000).forEach(i -> cupo.pasar(10, 0));
        assertThat(cupo.pasar(10, SECOND / 10)).isZero();
    }
}
