package es.crmfactura.factura.reportes.ventas;

import java.time.LocalDate;

/** What sales are added up by. */
enum Agrupacion {
    dia("Día"),
    mes("Mes"),
    serie("Serie"),
    cliente("Cliente");

    private final String titulo;

    Agrupacion(String titulo) {
        this.titulo = titulo;
    }

    String titulo() {
        return titulo;
    }

    /** What a table has for a key: of a day, a date. */
    Object celda(String clave) {
        return this == dia ? LocalDate.parse(clave) : clave;
    }
}
