package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Encadenado;
import es.crmfactura.factura.verifactu.RegistroEnXml;
import es.crmfactura.factura.verifactu.Xml;
import es.crmfactura.factura.verifactu.Xml.Espacio;

/** What the agency is sent: SOAP 1.1, as SistemaFacturacion.wsdl has it. */
final class Mensaje {

    private final Xml xml;
    private final Lote lote;

    private Mensaje(Xml xml, Lote lote) {
        this.xml = xml;
        this.lote = lote;
    }

    /** In UTF-8. */
    static byte[] de(Lote lote) {
        return Xml.documento(xml -> new Mensaje(xml, lote).escribir());
    }

    private void escribir() {
        xml.elemento(
                Espacio.SOAP,
                "Envelope",
                () -> xml.elemento(
                        Espacio.SOAP,
                        "Body",
                        () -> xml.elemento(Espacio.LR, "RegFactuSistemaFacturacion", this::contenido)),
                Espacio.values());
    }

    private void contenido() {
        xml.elemento(Espacio.LR, "Cabecera", this::cabecera);
        for (Encadenado registro : lote.registros()) {
            xml.elemento(Espacio.LR, "RegistroFactura", () -> RegistroEnXml.escribir(xml, registro));
        }
    }

    private void cabecera() {
        xml.elemento(Espacio.SF, "ObligadoEmision", () -> {
            xml.campo("NombreRazon", lote.nombreEmisor());
            xml.campo("NIF", lote.nif());
        });
        if (lote.tarde()) {
            xml.elemento(Espacio.SF, "RemisionVoluntaria", () -> xml.campo("Incidencia", "S"));
        }
    }
}
