package es.crmfactura.factura.verifactu;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** How dates and times are written in a record: what is hashed is the text, so it is made in one place. */
final class Formato {

    private static final DateTimeFormatter FECHA = DateTimeFormatter.ofPattern("dd-MM-uuuu");
    // Java leaves out seconds that are 0, and writes Z for an offset of 0
    private static final DateTimeFormatter FECHA_HORA = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private Formato() {}

    static String fecha(LocalDate fecha) {
        return FECHA.format(fecha);
    }

    static String fechaHora(OffsetDateTime momento) {
        return FECHA_HORA.format(momento);
    }
}
