package es.crmfactura.web.ficheros;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A file to keep. It is written as a whole before any of it is sent: half a table would look like a whole one, and a slow
 * reader would keep the database waiting.
 */
public final class Descarga {

    private Descarga() {}

    /** Writes a file. */
    public interface Contenido {

        /** @param fichero is closed by who calls */
        void escribir(OutputStream fichero) throws IOException;
    }

    /** @param tipo the media type */
    public static void enviar(HttpServletResponse respuesta, String nombre, String tipo, Contenido contenido)
            throws IOException {
        Path fichero = Files.createTempFile("descarga", null);
        try {
            try (OutputStream salida = new BufferedOutputStream(Files.newOutputStream(fichero))) {
                contenido.escribir(salida);
            }
            respuesta.setContentType(tipo);
            respuesta.setContentLengthLong(Files.size(fichero));
            respuesta.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(nombre).build().toString());
            Files.copy(fichero, respuesta.getOutputStream());
        } finally {
            Files.delete(fichero);
        }
    }
}
