package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.time.LocalDate;

/** How an invoice stands; whether it is overdue depends on the day it is asked. */
enum Estado {
    /** Not issued yet: kept apart from those that are. */
    borrador("false"),
    emitida("pagado = 0 and pagado < total and vencimiento >= :hoy"),
    parcialmente_pagada("pagado > 0 and pagado < total and vencimiento >= :hoy"),
    vencida("pagado < total and vencimiento < :hoy"),
    pagada("pagado = total");

    private final String condicion;

    Estado(String condicion) {
        this.condicion = condicion;
    }

    /** In SQL, with the day as {@code :hoy}; the same as {@link #de}. */
    String condicion() {
        return condicion;
    }

    /** Of an issued one. */
    static Estado de(Importe total, Importe pagado, LocalDate vencimiento, LocalDate hoy) {
        if (pagado.compareTo(total) == 0) {
            return pagada;
        }
        if (vencimiento.isBefore(hoy)) {
            return vencida;
        }
        return pagado.esPositivo() ? parcialmente_pagada : emitida;
    }
}
