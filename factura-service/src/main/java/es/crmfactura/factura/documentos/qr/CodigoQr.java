package es.crmfactura.factura.documentos.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A QR of level M with four modules of white around it (Orden HAC/1177/2024, art. 21; ISO/IEC 18004). */
public final class CodigoQr {

    private static final int MODULOS_EN_BLANCO = 4;
    private static final Map<EncodeHintType, Object> NIVEL =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, MODULOS_EN_BLANCO);

    private static final int NEGRO = 0x000000;
    private static final int BLANCO = 0xffffff;

    private final BitMatrix modulos;

    public CodigoQr(URI direccion) {
        try {
            // 0 x 0: a pixel for each module
            this.modulos = new QRCodeWriter().encode(direccion.toString(), BarcodeFormat.QR_CODE, 0, 0, NIVEL);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR", e);
        }
    }

    /** How often the whole picture is as wide as what is black in it. */
    public double proporcionConMargen() {
        return (double) lado() / (lado() - 2 * MODULOS_EN_BLANCO);
    }

    /** @param pixeles of a module's side */
    public byte[] png(int pixeles) {
        int ancho = lado() * pixeles;
        var imagen = new BufferedImage(ancho, ancho, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < ancho; y++) {
            for (int x = 0; x < ancho; x++) {
                imagen.setRGB(x, y, modulos.get(x / pixeles, y / pixeles) ? NEGRO : BLANCO);
            }
        }
        var png = new ByteArrayOutputStream();
        // in memory: without it ImageIO goes by way of a file
        try (var salida = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(imagen, "png", salida);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    public String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s"/></svg>""".formatted(lado(), negros());
    }

    private String negros() {
        return IntStream.range(0, lado() * lado())
                .filter(i -> modulos.get(i % lado(), i / lado()))
                .mapToObj(i -> "M%d %dh1v1h-1z".formatted(i % lado(), i / lado()))
                .collect(Collectors.joining());
    }

    private int lado() {
        return modulos.getWidth();
    }
}
