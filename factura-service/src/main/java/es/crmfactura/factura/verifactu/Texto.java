package es.crmfactura.factura.verifactu;

import java.util.regex.Pattern;

/** Free text as a record can carry it. */
final class Texto {

    /** In characters, by the agency's schema. */
    static final int NOMBRE = 120;

    static final int DESCRIPCION = 500;

    // also what XML 1.0 has no way to write, and for what the agency would refuse the whole message
    private static final Pattern HUECO = Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]+");

    private Texto() {}

    /** On one line, and cut where the agency's schema ends: the invoice itself has all of it. */
    static String de(String texto, int maximo) {
        String limpio = HUECO.matcher(texto).replaceAll(" ").strip();
        if (limpio.length() <= maximo) {
            return limpio;
        }
        // not between the halves of one character
        int fin = Character.isHighSurrogate(limpio.charAt(maximo - 1)) ? maximo - 1 : maximo;
        return limpio.substring(0, fin).strip();
    }
}
