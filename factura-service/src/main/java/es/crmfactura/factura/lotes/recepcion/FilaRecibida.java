package es.crmfactura.factura.lotes.recepcion;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Problema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it stands in a file.
 *
 * @param numero from 1, within the file
 * @param linea of the file where it begins
 * @param contenido a JSON object; null if there is a problem
 */
record FilaRecibida(
        int numero,
        long linea,
        @Nullable String referencia,
        @Nullable LocalDate fecha,
        @Nullable String contenido,
        @Nullable Problema problema) {

    /** Bytes, as much as {@code POST /facturas} takes. */
    static final int MAXIMO = 1024 * 1024;

    private static final Pattern REFERENCIA = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    /** Only what a lote has to know of it is looked at. */
    static FilaRecibida de(
            int numero, long linea, @Nullable String referencia, @Nullable String fecha, String contenido) {
        if (contenido.length() > MAXIMO) {
            return demasiadoGrande(numero, linea, referencia);
        }
        if (referencia == null || referencia.isBlank()) {
            return new FilaRecibida(numero, linea, null, fecha(fecha), contenido, null);
        }
        return admisible(referencia) == null
                ? ilegible(numero, linea, null, new CampoInvalido("referencia", "tiene que ser de 1 a 100 caracteres"))
                : new FilaRecibida(numero, linea, admisible(referencia), fecha(fecha), contenido, null);
    }

    static FilaRecibida demasiadoGrande(int numero, long linea, @Nullable String referencia) {
        return ilegible(numero, linea, referencia, new CampoInvalido("la factura", "ocupa más de un megabyte"));
    }

    static FilaRecibida ilegible(int numero, long linea, @Nullable String referencia, CampoInvalido... errores) {
        return new FilaRecibida(
                numero, linea, admisible(referencia), null, null, new CamposInvalidos(List.of(errores)));
    }

    private static @Nullable String admisible(@Nullable String referencia) {
        return referencia != null && REFERENCIA.matcher(referencia.strip()).matches() ? referencia.strip() : null;
    }

    /** Of what is no date, the check will say so. */
    private static @Nullable LocalDate fecha(@Nullable String texto) {
        try {
            LocalDate fecha = texto == null ? null : LocalDate.parse(texto.strip());
            return fecha == null || fecha.getYear() < 1 || fecha.getYear() > 9999 ? null : fecha;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
