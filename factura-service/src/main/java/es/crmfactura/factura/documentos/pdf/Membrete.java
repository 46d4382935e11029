package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.factura.documentos.qr.CodigoQr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.DigestUtils;

/**
 * What the issuer's papers look like today: its colour and its logo. An invoice of the past is printed again with these, and
 * with the data that it had.
 *
 * @param color as {@code #rrggbb}; null is the one of ours
 * @param logo a PNG or JPEG; null is none
 */
record Membrete(@Nullable String color, @Nullable Logo logo) {

    static final Membrete SIN_NADA = new Membrete(null, null);

    private static final String COLOR = "#1f4e79";
    private static final String CASI_NEGRO = "#222222";
    /** Between 30 and 40 (Orden HAC/1177/2024, art. 21), without the white around it. */
    private static final double MILIMETROS_DE_QR = 32;

    private static final int PIXELES_DE_MODULO = 8;
    private static final String ESTILO = leer("factura.css");

    record Logo(String tipo, byte[] contenido) {}

    String estilo() {
        String acento = color == null ? COLOR : color;
        return ESTILO.replace("$acento", acento).replace("$texto", seLee(acento) ? acento : CASI_NEGRO);
    }

    /** Differs if it looks different. */
    String huella() {
        return color + (logo == null ? "" : DigestUtils.md5DigestAsHex(logo.contenido()));
    }

    String logo(String nombre) {
        return logo == null ? "" : imagen(logo.tipo(), logo.contenido(), "Logotipo de " + nombre, "");
    }

    String imagenDe(CodigoQr qr) {
        double ancho = MILIMETROS_DE_QR * qr.proporcionConMargen();
        return imagen(
                "image/png",
                qr.png(PIXELES_DE_MODULO),
                "Código QR para comprobar la factura en la sede electrónica de la AEAT",
                String.format(Locale.ROOT, "width: %.1fmm; height: %.1fmm", ancho, ancho));
    }

    private static String imagen(String tipo, byte[] contenido, String descripcion, String estilo) {
        return "<img src=\"data:%s;base64,%s\" alt=\"%s\" style=\"%s\"/>"
                .formatted(tipo, Base64.getEncoder().encodeToString(contenido), Html.texto(descripcion), estilo);
    }

    /** On white, as WCAG 2.1 (1.4.3) asks: a contrast of 4.5 at least. */
    private static boolean seLee(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        double luminosidad =
                0.2126 * lineal(rgb >> 16 & 0xff) + 0.7152 * lineal(rgb >> 8 & 0xff) + 0.0722 * lineal(rgb & 0xff);
        return 1.05 / (luminosidad + 0.05) >= 4.5;
    }

    private static double lineal(int componente) {
        double valor = componente / 255.0;
        return valor <= 0.03928 ? valor / 12.92 : Math.pow((valor + 0.055) / 1.055, 2.4);
    }

    private static String leer(String nombre) {
        try {
            return new ClassPathResource(nombre, Membrete.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
