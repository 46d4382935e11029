package es.crmfactura.webhooks.envio;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param status null if there was no answer, and {@code error} says why, in Spanish
 * @param texto the first kilobyte of the answer's body
 * @param retryAfter the header of that name
 */
public record Respuesta(
        Instant iniciado,
        Duration duracion,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String texto,
        @Nullable String retryAfter) {

    public boolean entregada() {
        return status != null && status / 100 == 2;
    }

    /** The receiver wants no more of this. */
    public boolean seHaIdo() {
        return status != null && status == 410;
    }

    /** How long the receiver asks to be left alone (RFC 9110, 10.2.3). */
    Optional<Duration> espera() {
        if (retryAfter == null || status == null || status != 429 && status != 503) {
            return Optional.empty();
        }
        Instant end = iniciado.plus(duracion);
        try {
            return Optional.of(
                    retryAfter.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(retryAfter))
                            : Duration.between(
                                    end, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Respuesta sinRespuesta(Instant begun, Clock clock, String error) {
        return new Respuesta(begun, Duration.between(begun, clock.instant()), null, error, null, null);
    }
}
