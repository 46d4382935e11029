package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.time.LocalDate;

/** How an invoice stands; whether it is overdue depends on the day it is asked. */
enum Estado {
    /** Not issued yet: kept apart from those that are. */
    borrador("false"),
    emitida("anulada_en is null and pagado = 0 and pagado < total and vencimiento >= :hoy"),
    parcialmente_pagada("anulada_en is null and pagado > 0 and pagado < total and vencimiento >= :hoy"),
    vencida("anulada_en is null and pagado < total and vencimiento < :hoy"),
    pagada("anulada_en is null and pagado = total"),
    /** Issued by mistake; whatever its date, nothing is due. */
    anulada("anulada_en is not null");

    private final String condicion;

    Estado(String condicion) {
        this.condicion = condicion;
    }

    /** In SQL, with the day as {@code :hoy}; the same as {@link #de}. */
    String condicion() {
        return condicion;
    }

    /** Of an issued one. */
    static Estado de(boolean anulada, Importe total, Importe pagado, LocalDate vencimiento, LocalDate hoy) {
        if (anulada) {
            return Estado.anulada;
        }
        if (pagado.compareTo(total) == 0) {
            return pagada;
        }
        if (vencimiento.isBefore(hoy)) {
            return vencida;
        }
        return pagado.esPositivo() ? parcialmente_pagada : emitida;
    }
}
