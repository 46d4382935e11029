package es.crmfactura.crm.importacion;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A table that is written while it is read, so that a Spanish spreadsheet opens it as it is. */
public final class DescargaCsv implements AutoCloseable {

    private final CsvWriter filas;

    private DescargaCsv(CsvWriter filas) {
        this.filas = filas;
    }

    public static DescargaCsv abrir(HttpServletResponse respuesta, String nombre, char separador) {
        respuesta.setContentType("text/csv;charset=UTF-8");
        respuesta.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(nombre).build().toString());
        try {
            Writer texto = new OutputStreamWriter(respuesta.getOutputStream(), StandardCharsets.UTF_8);
            // without the mark, spreadsheets take it for the encoding of their Windows
            texto.write('\uFEFF');
            return new DescargaCsv(CsvWriter.builder()
                    .fieldSeparator(separador)
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(texto));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void fila(List<String> celdas) {
        filas.writeRecord(celdas);
    }

    @Override
    public void close() {
        try {
            filas.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
