package es.crmfactura.factura.reportes.tablas;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param grupo a title above those of several columns; empty for none
 * @param valor of a row: a text, a date, a whole number, or an amount or percentage, which has two decimals
 */
public record Columna<F>(String grupo, String titulo, Function<F, @Nullable Object> valor) {

    public Columna(String titulo, Function<F, @Nullable Object> valor) {
        this("", titulo, valor);
    }
}
