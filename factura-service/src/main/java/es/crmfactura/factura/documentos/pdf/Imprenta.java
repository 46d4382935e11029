package es.crmfactura.factura.documentos.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/** Makes a page of XHTML a PDF that can be kept (PDF/A-2a) and read aloud (PDF/UA-1): tagged, and with all that it needs in it. */
final class Imprenta {

    private static final String LETRA = "Liberation Sans";
    private static final byte[] NORMAL = leer("liberation/LiberationSans-Regular.ttf");
    private static final byte[] NEGRITA = leer("liberation/LiberationSans-Bold.ttf");
    private static final byte[] COLORES =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        // it would tell each step, and sometimes what it prints
        XRLog.setLoggingEnabled(false);
    }

    private Imprenta() {}

    static byte[] imprimir(String xhtml) {
        var pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .usePdfUaAccessibility(true)
                    .useColorProfile(COLORES)
                    .useFont(() -> new ByteArrayInputStream(NORMAL), LETRA, 400, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(NEGRITA), LETRA, 700, FontStyle.NORMAL, true)
                    .withProducer("crm-factura")
                    .withHtmlContent(xhtml, null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static byte[] leer(String recurso) {
        try {
            return new ClassPathResource(recurso).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
