package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.qr.CodigosQr;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Invoices as PDFs. They cost processor time and memory: so only a few are made at a time. */
@Component
public class FacturasEnPdf {

    private final CodigosQr qr;
    private final MembreteReadModel membretes;
    private final PdfProperties properties;
    private final Semaphore turnos;

    FacturasEnPdf(CodigosQr qr, MembreteReadModel membretes, PdfProperties properties) {
        this.qr = qr;
        this.membretes = membretes;
        this.properties = properties;
        this.turnos = new Semaphore(properties.parallel(), true);
    }

    /**
     * @param duplicado says so on it (RD 1619/2012, art. 14)
     * @throws DemasiadosPdfException if others keep it waiting too long
     */
    public byte[] pdf(Documento factura, boolean duplicado) {
        return pdf(factura, membretes.actual(), duplicado);
    }

    byte[] pdf(Documento factura, Membrete membrete, boolean duplicado) {
        esperarTurno();
        try {
            return Imprenta.imprimir(new FacturaEnHtml(factura, membrete, qr.de(factura), duplicado).pagina());
        } finally {
            turnos.release();
        }
    }

    private void esperarTurno() {
        try {
            if (!turnos.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemasiadosPdfException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemasiadosPdfException();
        }
    }
}
