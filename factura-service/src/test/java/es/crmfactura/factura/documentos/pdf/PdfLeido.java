package es.crmfactura.factura.documentos.pdf;

import com.google.zxing.Result;
import es.crmfactura.factura.documentos.QrLeido;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as another program reads and shows it. */
public final class PdfLeido {

    private static final float MM = 72 / 25.4f;
    private static final int PUNTOS_POR_PULGADA = 200;

    private final byte[] pdf;

    private PdfLeido(byte[] pdf) {
        this.pdf = pdf;
    }

    public static PdfLeido de(byte[] pdf) {
        return new PdfLeido(pdf);
    }

    private interface Lectura<T> {
        T de(PDDocument documento) throws IOException;
    }

    private <T> T leer(Lectura<T> lectura) {
        try (PDDocument documento = Loader.loadPDF(pdf)) {
            return lectura.de(documento);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int paginas() {
        return leer(PDDocument::getNumberOfPages);
    }

    /** In the order in which it is read aloud, with a plain space wherever there is some space. */
    public String texto() {
        return textoDe(1, Integer.MAX_VALUE);
    }

    /** @param pagina from 1 */
    String textoDe(int pagina) {
        return textoDe(pagina, pagina);
    }

    private String textoDe(int desde, int hasta) {
        return leer(documento -> {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(desde);
            stripper.setEndPage(hasta);
            return stripper.getText(documento).replaceAll("[\\s\\u00a0]+", " ");
        });
    }

    String titulo() {
        return leer(documento -> documento.getDocumentInformation().getTitle());
    }

    String idioma() {
        return leer(documento -> documento.getDocumentCatalog().getLanguage());
    }

    /**
     * A piece of text that was printed at once.
     *
     * @param x from the left, and from there to {@code fin}
     * @param y from the top to its baseline; all in whole mm
     */
    record Palabra(int pagina, long x, long y, long fin, String texto) {}

    List<Palabra> palabras() {
        List<Palabra> palabras = new ArrayList<>();
        return leer(documento -> {
            var stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String texto, List<TextPosition> letras) {
                    TextPosition primera = letras.get(0);
                    TextPosition ultima = letras.get(letras.size() - 1);
                    palabras.add(new Palabra(
                            getCurrentPageNo(),
                            Math.round(primera.getXDirAdj() / MM),
                            Math.round(primera.getYDirAdj() / MM),
                            Math.round((ultima.getXDirAdj() + ultima.getWidthDirAdj()) / MM),
                            texto.replace('\u00a0', ' ')));
                }
            };
            stripper.setSortByPosition(true);
            stripper.writeText(documento, new StringWriter());
            return palabras;
        });
    }

    /** One line for each: page, place and words. */
    String plano() {
        return palabras().stream()
                .map(p -> "%d %3d %3d %s".formatted(p.pagina(), p.y(), p.x(), p.texto()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    BufferedImage imagen(int pagina, int puntosPorPulgada) {
        return leer(documento ->
                new PDFRenderer(documento).renderImageWithDPI(pagina - 1, puntosPorPulgada, ImageType.RGB));
    }

    /**
     * @param texto what it says
     * @param lado of its three corners, in mm
     * @param arriba how far it is from the top of the page, in mm
     */
    public record Qr(String texto, double lado, double arriba) {}

    /** The QR that is seen on the first page. */
    public Qr qr() {
        Result leido = QrLeido.de(imagen(1, PUNTOS_POR_PULGADA));
        // bottom left, top left and top right: the middle of squares that are seven modules wide
        var esquinas = leido.getResultPoints();
        double pixelesPorMm = PUNTOS_POR_PULGADA / 25.4;
        return new Qr(
                leido.getText(),
                (esquinas[2].getX() - esquinas[1].getX()) / pixelesPorMm,
                esquinas[1].getY() / pixelesPorMm);
    }
}
