package es.crmfactura.factura.verifactu;

/** A program of nobody. */
final class SistemaDePrueba {

    static final SistemaInformatico SISTEMA =
            new SistemaInformatico("Productor", "B12345674", "Programa", "PP", "1", "1", true, false, false);

    private SistemaDePrueba() {}
}
