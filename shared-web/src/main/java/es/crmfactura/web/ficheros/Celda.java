package es.crmfactura.web.ficheros;

import static java.lang.Integer.parseInt;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in one cell. A spreadsheet would compute a text that begins like a formula, also one that a stranger has
 * written: such a text goes out behind an apostrophe, and loses it when it comes in.
 */
public final class Celda {

    private static final String FORMULA = "(?:\\s*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]|[\\t\\r\\n])";
    private static final Pattern PELIGROSA = Pattern.compile("^'*" + FORMULA);
    private static final Pattern INOFENSIVA = Pattern.compile("^'+" + FORMULA);
    private static final Pattern IMPORTE = Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?");
    private static final Pattern DUDOSO = Pattern.compile("[+-]?\\d{1,3}\\.\\d{3}");
    private static final Pattern FECHA = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})");
    private static final Set<String> SI = Set.of("si", "s", "true", "verdadero", "x", "1");
    private static final Set<String> NO = Set.of("no", "n", "false", "falso", "0");

    private Celda() {}

    /** As a text is written. */
    public static String escrita(String texto) {
        return PELIGROSA.matcher(texto).lookingAt() ? "'" + texto : texto;
    }

    /** As an amount is written: where a semicolon ends a cell with a decimal comma, else so that it is taken for no other. */
    public static String escrito(String importe, char separador) {
        if (separador == ';') {
            return importe.replace('.', ',');
        }
        return DUDOSO.matcher(importe).matches() ? importe + "0" : importe;
    }

    /** A cell that came from outside, so that it means the same when it comes in again. */
    public static String devuelta(String celda) {
        return INOFENSIVA.matcher(celda).lookingAt() ? celda : escrita(celda);
    }

    private static String leida(String celda) {
        return INOFENSIVA.matcher(celda).lookingAt() ? celda.substring(1) : celda;
    }

    /**
     * Puts into a body what the cell says; a blank one says nothing.
     *
     * @throws CamposInvalidos where it might mean two things
     */
    static void leer(Columna columna, String celda, ObjectNode cuerpo) {
        String texto = leida(celda);
        if (texto.isBlank()) {
            return;
        }
        ObjectNode parte = columna.parte(cuerpo);
        String campo = columna.nombre();
        switch (columna.clase()) {
            case TEXTO -> parte.put(campo, texto);
            case OPCION -> parte.put(campo, Columna.simple(texto));
            case CODIGO -> parte.put(campo, texto.strip().toUpperCase(Locale.ROOT));
            case IMPORTE -> parte.put(campo, importe(columna.campo(), texto));
            case PORCENTAJE -> parte.put(campo, importe(columna.campo(), texto.replace("%", "")));
            case FECHA -> parte.put(campo, fecha(texto));
            case SI_NO -> siNo(campo, texto, parte);
        }
    }

    /** As people write it or a Spanish spreadsheet shows it, else as the API takes it. */
    private static String fecha(String texto) {
        Matcher partes = FECHA.matcher(texto.strip());
        return partes.matches()
                ? "%s-%02d-%02d".formatted(partes.group(3), parseInt(partes.group(2)), parseInt(partes.group(1)))
                : texto;
    }

    /** With a comma it is Spanish, else as the API takes it. */
    private static String importe(String campo, String texto) {
        String numero = texto.replaceAll("[\\s\\u00A0\\u202F€]", "");
        if (DUDOSO.matcher(numero).matches()) {
            throw new CamposInvalidos(List.of(
                    new CampoInvalido(campo, "puede ser mil veces más o menos: escriba los decimales, como 1500,00")));
        }
        return IMPORTE.matcher(numero).matches() ? numero.replace(".", "").replace(',', '.') : numero;
    }

    private static void siNo(String campo, String texto, ObjectNode cuerpo) {
        String respuesta = Columna.simple(texto);
        if (SI.contains(respuesta) || NO.contains(respuesta)) {
            cuerpo.put(campo, SI.contains(respuesta));
        } else {
            cuerpo.put(campo, texto);
        }
    }
}
