package es.crmfactura.factura.reportes.tablas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.valores.Importe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HojaXlsxTest {

    private static final int FILAS_DE_UNA_HOJA = 1_048_576;

    @Test
    void amountsAreNumbersAndDatesAreDates() throws IOException {
        List<Row> filas = filas(new Tabla<>(
                "ventas",
                List.of(
                        new Columna<Integer>("Cliente", fila -> "Peña & <Hijos>"),
                        new Columna<Integer>("Fecha", fila -> LocalDate.of(2025, 12, 31)),
                        new Columna<Integer>("Importe", fila -> new Importe(new BigDecimal("-1234.5"))),
                        new Columna<Integer>("Facturas", fila -> 7L),
                        new Columna<Integer>("Nada", fila -> null)),
                List.of(1)));
        assertThat(filas).hasSize(2);
        assertThat(filas.get(0).getCellText(2)).isEqualTo("Importe");
        Row fila = filas.get(1);
        assertThat(fila.getCellText(0)).isEqualTo("Peña & <Hijos>");
        assertThat(fila.getCellAsDate(1).orElseThrow().toLocalDate()).isEqualTo("2025-12-31");
        assertThat(fila.getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("-1234.50");
        assertThat(fila.getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("7");
        assertThat(fila.getOptionalCell(4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://example.com\")"})
    void aTextIsATextWhateverItBeginsWith(String texto) throws IOException {
        Tabla<String> tabla = new Tabla<>("textos", List.of(new Columna<>("Texto", fila -> fila)), List.of(texto));
        Row fila = filas(tabla).get(1);
        assertThat(fila.getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(fila.getCell(0).getFormula()).isNull();
        var csv = new ByteArrayOutputStream();
        tabla.comoCsv().escribir(csv);
        assertThat(csv.toString(StandardCharsets.UTF_8).replace("\"", "")).contains("\n'" + texto.replace("\"", ""));
    }

    @Test
    void groupsOfColumnsHaveATitleAboveTheirs() throws IOException {
        List<Row> filas = filas(new Tabla<>(
                "libro",
                List.of(new Columna<>("Factura", "Serie", fila -> "FAC"), new Columna<>("Total", "", fila -> 1L)),
                List.of(1)));
        assertThat(filas).hasSize(3);
        assertThat(filas.get(0).getCellText(0)).isEqualTo("Factura");
        assertThat(filas.get(1).getCellText(0)).isEqualTo("Serie");
    }

    @Test
    void aSheetThatIsFullIsNotHandedOutAsIfItWereAll() {
        Tabla<Integer> tabla =
                new Tabla<>("larga", List.of(new Columna<>("Número", fila -> fila)), (Consumer<Consumer<Integer>>)
                        filas -> IntStream.range(0, FILAS_DE_UNA_HOJA).forEach(filas::accept));
        assertThatThrownBy(() -> tabla.comoXlsx().escribir(OutputStream.nullOutputStream()))
                .isInstanceOf(TablaDemasiadoLargaException.class)
                .hasMessageContaining("formato=csv");
    }

    private static List<Row> filas(Tabla<?> tabla) throws IOException {
        var fichero = new ByteArrayOutputStream();
        tabla.comoXlsx().escribir(fichero);
        try (var libro = new ReadableWorkbook(new ByteArrayInputStream(fichero.toByteArray()))) {
            return libro.getFirstSheet().read();
        }
    }
}
