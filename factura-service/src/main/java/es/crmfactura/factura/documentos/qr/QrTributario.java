package es.crmfactura.factura.documentos.qr;

import java.net.URI;

/**
 * What stands on an invoice so that anybody can check it with the tax agency.
 *
 * @param direccion in the code
 * @param verifactu whether the issuer's records are sent to the agency; only then may "VERI*FACTU" stand below it (RD 1619/2012,
 *     art. 6.5)
 */
public record QrTributario(URI direccion, boolean verifactu) {

    public CodigoQr codigo() {
        return new CodigoQr(direccion);
    }
}
