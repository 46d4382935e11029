package es.crmfactura.factura.documentos.qr;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.remision.RemisionProperties;
import es.crmfactura.factura.verifactu.DireccionQr;
import org.springframework.stereotype.Component;

/** The QR of each invoice. */
@Component
public class CodigosQr {

    private final DireccionQr direccion;
    private final RemisionProperties remision;

    CodigosQr(DireccionQr direccion, RemisionProperties remision) {
        this.direccion = direccion;
        this.remision = remision;
    }

    public QrTributario de(Documento factura) {
        return new QrTributario(
                direccion.de(factura.emisor().nif(), factura.numero(), factura.fecha(), factura.totalConImpuestos()),
                remision.activa());
    }
}
