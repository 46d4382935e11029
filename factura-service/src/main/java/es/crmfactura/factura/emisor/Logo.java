package es.crmfactura.factura.emisor;

import es.crmfactura.web.Problema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.springframework.http.HttpStatus;

/** A picture that can be printed: it was read once, from end to end. */
record Logo(String tipo, byte[] contenido) {

    static final int MAX_BYTES = 512 * 1024;
    static final int MAX_PIXELES_DE_LADO = 2000;

    /** @throws LogoNoValidoException if it is no PNG or JPEG of a bearable size */
    static Logo de(byte[] contenido) {
        if (contenido.length > MAX_BYTES) {
            throw new LogoNoValidoException();
        }
        try (ImageInputStream entrada = new MemoryCacheImageInputStream(new ByteArrayInputStream(contenido))) {
            return leer(entrada).map(tipo -> new Logo(tipo, contenido)).orElseThrow(LogoNoValidoException::new);
        } catch (IOException | RuntimeException e) {
            // readers of pictures throw whatever they stumble upon
            throw new LogoNoValidoException();
        }
    }

    /** @return its media type; empty if it is not what it has to be */
    private static Optional<String> leer(ImageInputStream entrada) throws IOException {
        Iterator<ImageReader> lectores = ImageIO.getImageReaders(entrada);
        if (!lectores.hasNext()) {
            return Optional.empty();
        }
        ImageReader lector = lectores.next();
        try {
            lector.setInput(entrada);
            String formato = lector.getFormatName().toLowerCase(Locale.ROOT);
            // its size first, which a few bytes can claim to be enormous
            if (!formato.matches("png|jpeg") || !cabe(lector.getWidth(0)) || !cabe(lector.getHeight(0))) {
                return Optional.empty();
            }
            lector.read(0);
            return Optional.of("image/" + formato);
        } finally {
            lector.dispose();
        }
    }

    private static boolean cabe(int pixeles) {
        return pixeles <= MAX_PIXELES_DE_LADO;
    }

    static final class LogoNoValidoException extends Problema {

        LogoNoValidoException() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "logo_no_valido",
                    "El logotipo tiene que ser un PNG o un JPEG en RGB, de %d KiB y %d píxeles de lado como mucho."
                            .formatted(MAX_BYTES / 1024, MAX_PIXELES_DE_LADO));
        }
    }
}
