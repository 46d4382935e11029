package es.crmfactura.factura.remision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands until it is put forward. */
final class RelojDePrueba extends Clock {

    private volatile Instant ahora = Instant.parse("2026-11-25T09:00:00Z");

    void pasan(Duration tiempo) {
        ahora = ahora.plus(tiempo);
    }

    @Override
    public Instant instant() {
        return ahora;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Europe/Madrid");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
