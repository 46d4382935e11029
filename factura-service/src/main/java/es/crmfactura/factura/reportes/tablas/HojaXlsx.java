package es.crmfactura.factura.reportes.tablas;

import es.crmfactura.web.ficheros.Descarga;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table as a workbook. Rows go out as they come: no more than a few are in memory. A text is written as a text, which no
 * spreadsheet computes.
 */
final class HojaXlsx<F> implements Descarga.Contenido {

    private static final int FILAS_EN_MEMORIA = 1000;
    private static final int LARGO_DEL_NOMBRE = 31;

    private final Tabla<F> tabla;
    private int fila;

    HojaXlsx(Tabla<F> tabla) {
        this.tabla = tabla;
    }

    /** @throws TablaDemasiadoLargaException if they are more rows than a sheet has */
    @Override
    public void escribir(OutputStream fichero) throws IOException {
        try (var libro = new Workbook(fichero, "crm-factura", null)) {
            Worksheet hoja = libro.newWorksheet(nombre());
            tabla.cabeceras().forEach(titulos -> escribirCabecera(hoja, titulos));
            tabla.filas().accept(valores -> escribirFila(hoja, valores));
        }
    }

    private String nombre() {
        return tabla.nombre()
                .substring(0, Math.min(LARGO_DEL_NOMBRE, tabla.nombre().length()));
    }

    private void escribirCabecera(Worksheet hoja, List<String> titulos) {
        for (int columna = 0; columna < titulos.size(); columna++) {
            hoja.inlineString(fila, columna, titulos.get(columna));
            hoja.style(fila, columna).bold().set();
        }
        fila++;
    }

    private void escribirFila(Worksheet hoja, F valores) {
        if (fila == Worksheet.MAX_ROWS) {
            throw new TablaDemasiadoLargaException();
        }
        int columna = 0;
        for (Object valor : tabla.valores(valores)) {
            escribirCelda(hoja, columna++, valor);
        }
        if (++fila % FILAS_EN_MEMORIA == 0) {
            try {
                hoja.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void escribirCelda(Worksheet hoja, int columna, @Nullable Object valor) {
        if (valor instanceof LocalDate fecha) {
            hoja.value(fila, columna, fecha);
            hoja.style(fila, columna).format("dd/mm/yyyy").set();
        } else if (valor instanceof BigDecimal numero) {
            hoja.value(fila, columna, numero);
            hoja.style(fila, columna).format("#,##0.00").set();
        } else if (valor instanceof Number numero) {
            hoja.value(fila, columna, numero);
        } else if (valor != null) {
            hoja.inlineString(fila, columna, valor.toString());
        }
    }
}
