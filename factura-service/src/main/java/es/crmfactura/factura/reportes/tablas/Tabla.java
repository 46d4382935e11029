package es.crmfactura.factura.reportes.tablas;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.ficheros.Celda;
import es.crmfactura.web.ficheros.Descarga;
import es.crmfactura.web.ficheros.TablaCsv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is taken to a spreadsheet.
 *
 * @param nombre of the file, without extension, and of the sheet
 * @param filas gives each row to the consumer that it is given, one after the other
 */
public record Tabla<F>(String nombre, List<Columna<F>> columnas, Consumer<Consumer<F>> filas) {

    static final int DECIMALES = 2;

    private static final DateTimeFormatter FECHA = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    public Tabla(String nombre, List<Columna<F>> columnas, List<F> filas) {
        this(nombre, columnas, filas::forEach);
    }

    /** With semicolons and decimal commas, as it is opened in Spain. */
    Descarga.Contenido comoCsv() {
        return TablaCsv.de(';', celdas -> {
            cabeceras().forEach(celdas);
            filas.accept(fila ->
                    celdas.accept(valores(fila).stream().map(Tabla::escrito).toList()));
        });
    }

    Descarga.Contenido comoXlsx() {
        return new HojaXlsx<>(this);
    }

    /** The rows above all others; that of the groups only if there are any. */
    List<List<String>> cabeceras() {
        List<String> grupos = columnas.stream().map(Columna::grupo).toList();
        List<String> titulos = columnas.stream().map(Columna::titulo).toList();
        return grupos.stream().allMatch(String::isEmpty) ? List.of(titulos) : List.of(grupos, titulos);
    }

    /** In the order of the columns: texts, dates, whole numbers, and amounts with their decimals. */
    List<@Nullable Object> valores(F fila) {
        return columnas.stream()
                .<@Nullable Object>map(columna -> valor(columna.valor().apply(fila)))
                .toList();
    }

    private static @Nullable Object valor(@Nullable Object valor) {
        if (valor instanceof Importe importe) {
            return importe.euros();
        }
        return valor instanceof BigDecimal numero ? numero.setScale(DECIMALES, RoundingMode.HALF_UP) : valor;
    }

    private static String escrito(@Nullable Object valor) {
        if (valor == null) {
            return "";
        }
        if (valor instanceof LocalDate fecha) {
            return FECHA.format(fecha);
        }
        if (valor instanceof Number numero) {
            return numero.toString().replace('.', ',');
        }
        return Celda.escrita(valor.toString());
    }
}
