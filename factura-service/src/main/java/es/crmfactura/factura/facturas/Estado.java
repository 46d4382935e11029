package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.time.LocalDate;

/** How an invoice stands; whether it is overdue depends on the day it is asked. */
enum Estado {
    /** Not issued yet: kept apart from those that are. */
    borrador("false"),
    emitida("pendiente > 0 and pagado = 0 and vencimiento >= :hoy"),
    parcialmente_pagada("pendiente > 0 and pagado > 0 and vencimiento >= :hoy"),
    vencida("pendiente > 0 and vencimiento < :hoy"),
    /** Also one that stands in the place of others which were paid. */
    pagada("""
            pendiente = 0 and anulada_en is null and sustituida_por is null
            and (pagado >= total or rectificacion = 'sustitucion' or tipo = 'F3')"""),
    /** Another one stands in its place, or others have taken off what was due. */
    rectificada("""
            pendiente = 0 and anulada_en is null
            and (sustituida_por is not null
              or pagado < total and rectificacion is distinct from 'sustitucion' and tipo <> 'F3')"""),
    /** Issued by mistake; whatever its date, nothing is due. */
    anulada("anulada_en is not null");

    private final String condicion;

    Estado(String condicion) {
        this.condicion = condicion;
    }

    /** In SQL, with the day as {@code :hoy}; the same as {@link Situacion#estado}. */
    String condicion() {
        return condicion;
    }

    /**
     * What decides it of an issued one.
     *
     * @param sustituye whether it stands in the place of others
     */
    record Situacion(
            boolean anulada,
            boolean sustituida,
            boolean sustituye,
            Importe total,
            Importe pagado,
            Importe pendiente,
            LocalDate vencimiento) {

        Estado estado(LocalDate hoy) {
            if (anulada) {
                return Estado.anulada;
            }
            if (pendiente.esPositivo()) {
                return vencimiento.isBefore(hoy) ? vencida : pagado.esPositivo() ? parcialmente_pagada : emitida;
            }
            boolean porPagos = sustituye || pagado.compareTo(total) >= 0;
            return porPagos && !sustituida ? pagada : rectificada;
        }
    }
}
