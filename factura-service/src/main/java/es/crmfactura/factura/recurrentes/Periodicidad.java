package es.crmfactura.factura.recurrentes;

/** How often, as the API spells it. */
enum Periodicidad {
    mensual(1),
    trimestral(3),
    anual(12);

    private final int meses;

    Periodicidad(int meses) {
        this.meses = meses;
    }

    int meses() {
        return meses;
    }
}
