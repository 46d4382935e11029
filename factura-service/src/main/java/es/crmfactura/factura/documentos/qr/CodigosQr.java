package es.crmfactura.factura.documentos.qr;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.verifactu.DireccionQr;
import java.net.URI;
import org.springframework.stereotype.Component;

/** The QR of each invoice. */
@Component
public class CodigosQr {

    private final DireccionQr direccion;

    CodigosQr(DireccionQr direccion) {
        this.direccion = direccion;
    }

    public CodigoQr de(Documento factura) {
        return new CodigoQr(direccionDe(factura));
    }

    /** Different QRs have different addresses. */
    URI direccionDe(Documento factura) {
        return direccion.de(factura.emisor().nif(), factura.numero(), factura.fecha(), factura.totalConImpuestos());
    }
}
