package es.crmfactura.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;

/**
 * What a request that changes something takes for granted about it ({@code If-Match}, RFC 9110). An operation declares it as a
 * parameter and lets it check the version inside its transaction; a request without the header takes nothing for granted.
 */
public final class Precondicion {

    private final @Nullable List<ETag> esperadas;

    /** @param esperadas null if nothing is taken for granted */
    Precondicion(@Nullable List<ETag> esperadas) {
        this.esperadas = esperadas;
    }

    /** Takes nothing for granted: for what the service does by itself. */
    public static Precondicion ninguna() {
        return new Precondicion(null);
    }

    /** @throws VersionAnteriorException (412) if the request was made from another version than this */
    public void comprobar(long version) {
        if (esperadas != null && esperadas.stream().noneMatch(esperada -> admite(esperada, version))) {
            throw new VersionAnteriorException();
        }
    }

    private static boolean admite(ETag esperada, long version) {
        return esperada.isWildcard() || (!esperada.weak() && esperada.tag().equals(String.valueOf(version)));
    }

    /** What was seen has changed since. */
    static class VersionAnteriorException extends Problema {

        VersionAnteriorException() {
            super(
                    HttpStatus.PRECONDITION_FAILED,
                    "version_anterior",
                    "Ha cambiado desde que lo leyó: vuelva a leerlo y repita el cambio con su ETag nuevo en If-Match.");
        }
    }

    /** The service is set up to change nothing blindly. */
    static class FaltaIfMatchException extends Problema {

        FaltaIfMatchException() {
            super(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "falta_if_match",
                    "Lea antes lo que quiere cambiar y envíe su ETag en la cabecera If-Match.");
        }
    }
}
