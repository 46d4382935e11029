package es.crmfactura.factura.documentos;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an invoice is paid, as far as can be told from what people have written, with the codes of Facturae. */
public enum MedioDePago {
    CONTADO("01", "contado|efectivo|met[aá]lico"),
    DOMICILIACION("02", "domicilia|adeudo|sepa"),
    RECIBO("03", "recibo"),
    PAGARE("09", "pagar[eé]"),
    CHEQUE("11", "cheque|tal[oó]n"),
    TARJETA("19", "tarjeta|tpv"),
    OTRO("13", "bizum|paypal|compensaci[oó]n"),
    /** Also where nothing is said. */
    TRANSFERENCIA("04", "");

    private final String codigo;
    private final Pattern palabras;

    MedioDePago(String codigo, String palabras) {
        this.codigo = codigo;
        this.palabras = Pattern.compile(palabras, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static MedioDePago de(@Nullable String formaPago) {
        return formaPago == null
                ? TRANSFERENCIA
                : Arrays.stream(values())
                        .filter(medio -> medio.palabras.matcher(formaPago).find())
                        .findFirst()
                        .orElseThrow();
    }

    public String codigo() {
        return codigo;
    }
}
