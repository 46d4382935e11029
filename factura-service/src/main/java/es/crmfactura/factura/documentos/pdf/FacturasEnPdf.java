package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.qr.CodigosQr;
import es.crmfactura.factura.documentos.qr.QrTributario;
import org.springframework.stereotype.Component;

/** Invoices as PDFs, only a few at a time. */
@Component
public class FacturasEnPdf {

    private final CodigosQr qr;
    private final MembreteReadModel membretes;
    private final Turnos turnos;

    FacturasEnPdf(CodigosQr qr, MembreteReadModel membretes, PdfProperties properties) {
        this.qr = qr;
        this.membretes = membretes;
        this.turnos = new Turnos(properties.parallel(), properties.patience());
    }

    /** @throws Turnos.DemasiadosPdfException if others keep it waiting too long */
    public byte[] pdf(Documento factura) {
        return pdf(factura, membretes.actual(), qr.de(factura), false);
    }

    /**
     * @param duplicado says so on it (RD 1619/2012, art. 14)
     * @throws Turnos.DemasiadosPdfException if others keep it waiting too long
     */
    byte[] pdf(Documento factura, Membrete membrete, QrTributario suQr, boolean duplicado) {
        return turnos.hacer(() -> Imprenta.imprimir(new FacturaEnHtml(factura, membrete, suQr, duplicado).pagina()));
    }
}
