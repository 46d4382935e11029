package es.crmfactura.factura.documentos;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A QR as a telephone reads it. */
public final class QrLeido {

    private static final int PIXELES_DE_MODULO = 4;

    private QrLeido() {}

    static String enPng(byte[] png) {
        try {
            return de(ImageIO.read(new ByteArrayInputStream(png))).getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws the squares of its path. */
    static String enSvg(String svg) {
        Matcher lado = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        if (!lado.find()) {
            throw new AssertionError(svg);
        }
        int pixeles = Integer.parseInt(lado.group(1)) * PIXELES_DE_MODULO;
        var imagen = new BufferedImage(pixeles, pixeles, BufferedImage.TYPE_INT_RGB);
        var dibujo = imagen.createGraphics();
        dibujo.setColor(Color.WHITE);
        dibujo.fillRect(0, 0, pixeles, pixeles);
        dibujo.setColor(Color.BLACK);
        Matcher modulo = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (modulo.find()) {
            dibujo.fillRect(
                    Integer.parseInt(modulo.group(1)) * PIXELES_DE_MODULO,
                    Integer.parseInt(modulo.group(2)) * PIXELES_DE_MODULO,
                    PIXELES_DE_MODULO,
                    PIXELES_DE_MODULO);
        }
        return de(imagen).getText();
    }

    /** Of the level that the law asks for. */
    public static Result de(BufferedImage imagen) {
        int[] pixeles = imagen.getRGB(0, 0, imagen.getWidth(), imagen.getHeight(), null, 0, imagen.getWidth());
        var fuente = new RGBLuminanceSource(imagen.getWidth(), imagen.getHeight(), pixeles);
        try {
            Result leido = new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(fuente)),
                            Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE));
            if (!"M".equals(leido.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL))) {
                throw new AssertionError("not of level M");
            }
            return leido;
        } catch (ReaderException e) {
            throw new AssertionError("no QR is seen", e);
        }
    }
}
