package es.crmfactura.factura.verifactu;

/** Where the agency is asked about invoices: its service, or the one where programs are tried out. */
public enum Entorno {
    PRODUCCION("https://www2.agenciatributaria.gob.es"),
    PRUEBAS("https://prewww2.aeat.es");

    private final String sede;

    Entorno(String sede) {
        this.sede = sede;
    }

    String cotejo() {
        return sede + "/wlpl/TIKE-CONT/ValidarQR";
    }
}
