package es.crmfactura.crm.importacion;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A table as a file that a Spanish spreadsheet opens as it is. It is written as a whole before any of it is sent: half a table
 * would look like a whole one, and a slow reader would keep the database waiting.
 */
public final class DescargaCsv {

    private DescargaCsv() {}

    /** @param tabla gives each row to the consumer that it is given */
    public static void enviar(
            HttpServletResponse respuesta, String nombre, char separador, Consumer<Consumer<List<String>>> tabla)
            throws IOException {
        Path fichero = Files.createTempFile("descarga", ".csv");
        try {
            escribir(fichero, separador, tabla);
            respuesta.setContentType("text/csv;charset=UTF-8");
            respuesta.setContentLengthLong(Files.size(fichero));
            respuesta.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(nombre).build().toString());
            Files.copy(fichero, respuesta.getOutputStream());
        } finally {
            Files.delete(fichero);
        }
    }

    private static void escribir(Path fichero, char separador, Consumer<Consumer<List<String>>> tabla)
            throws IOException {
        try (Writer texto = Files.newBufferedWriter(fichero);
                CsvWriter filas = CsvWriter.builder()
                        .fieldSeparator(separador)
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(texto)) {
            // without the mark, spreadsheets take it for the encoding of their Windows
            texto.write('\uFEFF');
            tabla.accept(filas::writeRecord);
        }
    }
}
