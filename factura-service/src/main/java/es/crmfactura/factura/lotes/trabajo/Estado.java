package es.crmfactura.factura.lotes.trabajo;

/** Where a lote is. Spelled as the API and the database spell them. */
public enum Estado {
    validando,
    emitiendo,
    pausado,
    terminado,
    /** Some of its rows can't be issued, so none was. */
    rechazado,
    cancelado;

    public boolean acabado() {
        return this == terminado || this == rechazado || this == cancelado;
    }
}
