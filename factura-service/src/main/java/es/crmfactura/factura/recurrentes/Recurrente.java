package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.NuevaFactura;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that comes again and again.
 *
 * @param factura what is invoiced each time, without dates
 * @param proxima the next day on which it is due; null when there is none any more
 * @param ultima the last day of which an invoice was made; null if there was none
 */
record Recurrente(
        UUID id,
        long version,
        Calendario calendario,
        NuevaFactura factura,
        boolean pausada,
        @Nullable LocalDate proxima,
        @Nullable LocalDate ultima) {

    /** Nothing is due of days before today. */
    static Recurrente nueva(UUID id, Calendario calendario, NuevaFactura factura, LocalDate hoy) {
        return new Recurrente(id, 1, calendario, factura, false, calendario.proxima(hoy), null);
    }

    /** What was due already stays due from that day on, as far as it is a day of the new ones. */
    Recurrente reemplazar(Calendario nuevo, NuevaFactura otra, LocalDate hoy) {
        LocalDate desde = pausada || proxima == null || proxima.isAfter(hoy) ? hoy : proxima;
        return new Recurrente(id, version + 1, nuevo, otra, pausada, proxima(nuevo, desde), ultima);
    }

    Recurrente pausar() {
        return new Recurrente(id, version + 1, calendario, factura, true, proxima, ultima);
    }

    /** Days that have passed meanwhile are left out. */
    Recurrente reanudar(LocalDate hoy) {
        return new Recurrente(id, version + 1, calendario, factura, false, proxima(calendario, hoy), ultima);
    }

    /** Up to today, in their order. */
    List<LocalDate> debidas(LocalDate hoy) {
        List<LocalDate> dias = new ArrayList<>();
        LocalDate dia = pausada ? null : proxima;
        while (dia != null && !dia.isAfter(hoy)) {
            dias.add(dia);
            dia = calendario.proxima(dia.plusDays(1));
        }
        return dias;
    }

    /** An invoice was made for each day up to this one. */
    Recurrente hecha(LocalDate dia) {
        return new Recurrente(id, version, calendario, factura, pausada, calendario.proxima(dia.plusDays(1)), dia);
    }

    /** No day comes twice. */
    private @Nullable LocalDate proxima(Calendario dias, LocalDate desde) {
        return dias.proxima(ultima == null || ultima.isBefore(desde) ? desde : ultima.plusDays(1));
    }
}
