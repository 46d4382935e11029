package es.crmfactura.web.ficheros;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.web.Upload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How a file writes its table. What is no UTF-8 has been written by a Spanish Windows. */
public record Formato(Charset codificacion, char separador) {

    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** The rows that say anything, the first one too. */
    public Stream<CsvRecord> filas(InputStream contenido) {
        return CsvReader.builder()
                .fieldSeparator(separador)
                .allowUnclosedQuote(false)
                // a row of another length is refused by itself
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(new InputStreamReader(contenido, codificacion))
                .stream()
                .filter(fila -> fila.getFields().stream().anyMatch(celda -> !celda.isBlank()));
    }

    /** The separator is the one with which more columns are known. */
    public static Formato de(Upload fichero, List<Columna> posibles) throws IOException {
        Charset codificacion = codificacion(fichero);
        Formato mejor = new Formato(codificacion, ';');
        Formato otro = new Formato(codificacion, ',');
        return otro.conocidas(fichero, posibles) > mejor.conocidas(fichero, posibles) ? otro : mejor;
    }

    private long conocidas(Upload fichero, List<Columna> posibles) throws IOException {
        try {
            return cabecera(fichero, posibles).conocidas();
        } catch (FicheroIlegible e) {
            // quotes do not end where another separator is expected
            return -1;
        }
    }

    public Cabecera cabecera(Upload fichero, List<Columna> posibles) throws IOException {
        try (InputStream contenido = abrir(fichero);
                Stream<CsvRecord> filas = filas(contenido)) {
            return filas.findFirst()
                    .map(fila -> new Cabecera(posibles, fila.getFields()))
                    .orElseThrow(FicheroIlegible::vacio);
        } catch (CsvParseException e) {
            throw FicheroIlegible.trasLaLinea(0);
        }
    }

    /**
     * How many rows there are below the first.
     *
     * @throws FicheroIlegible if not all of them can be read
     */
    public long contar(Upload fichero) throws IOException {
        long[] leido = {-1, 0};
        try (InputStream contenido = abrir(fichero);
                Stream<CsvRecord> filas = filas(contenido)) {
            filas.forEach(fila -> {
                leido[0]++;
                leido[1] = fila.getStartingLineNumber();
            });
            return leido[0];
        } catch (CsvParseException e) {
            throw FicheroIlegible.trasLaLinea(leido[1]);
        }
    }

    private static Charset codificacion(Upload fichero) throws IOException {
        try (var texto = new InputStreamReader(fichero.open(), StandardCharsets.UTF_8.newDecoder())) {
            texto.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return WINDOWS;
        }
    }

    /** Without the mark that tells UTF-8. */
    public static InputStream abrir(Upload fichero) throws IOException {
        var contenido = new BufferedInputStream(fichero.open());
        contenido.mark(BOM.length);
        if (!Arrays.equals(contenido.readNBytes(BOM.length), BOM)) {
            contenido.reset();
        }
        return contenido;
    }
}
