package es.crmfactura.factura.documentos;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and dates as they are written in Spain. */
public final class Formato {

    private static final DateTimeFormatter FECHA = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final String ESPACIO_QUE_NO_PARTE = "\u00a0";

    private Formato() {}

    /** 1.234,56 € */
    public static String euros(Importe importe) {
        return numero(importe.euros(), "#,##0.00") + ESPACIO_QUE_NO_PARTE + "€";
    }

    /** With two decimals, or as many more as it has. */
    public static String precio(BigDecimal precio) {
        return numero(precio, "#,##0.00##");
    }

    /** With as many decimals as it has. */
    public static String cantidad(BigDecimal cantidad) {
        return numero(cantidad, "#,##0.####");
    }

    /** 5,2 % */
    public static String porcentaje(BigDecimal porcentaje) {
        return numero(porcentaje, "0.##") + ESPACIO_QUE_NO_PARTE + "%";
    }

    public static String fecha(LocalDate fecha) {
        return FECHA.format(fecha);
    }

    /** IBAN ES91 2100 0418 4502 0005 1332 */
    public static String iban(String iban) {
        return "IBAN " + iban.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String numero(BigDecimal numero, String modelo) {
        var simbolos = new DecimalFormatSymbols(Locale.ROOT);
        simbolos.setDecimalSeparator(',');
        simbolos.setGroupingSeparator('.');
        return new DecimalFormat(modelo, simbolos).format(numero);
    }
}
