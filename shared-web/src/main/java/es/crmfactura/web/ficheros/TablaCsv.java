package es.crmfactura.web.ficheros;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A table as a file that a Spanish spreadsheet opens as it is. */
public final class TablaCsv {

    public static final String TIPO = "text/csv;charset=UTF-8";

    private TablaCsv() {}

    /** @param tabla gives each row to the consumer that it is given */
    public static Descarga.Contenido de(char separador, Consumer<Consumer<List<String>>> tabla) {
        return fichero -> escribir(new OutputStreamWriter(fichero, StandardCharsets.UTF_8), separador, tabla);
    }

    private static void escribir(Writer texto, char separador, Consumer<Consumer<List<String>>> tabla)
            throws IOException {
        // without the mark, spreadsheets take it for the encoding of their Windows
        texto.write('\uFEFF');
        try (CsvWriter filas = CsvWriter.builder()
                .fieldSeparator(separador)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(texto)) {
            tabla.accept(filas::writeRecord);
        }
    }
}
