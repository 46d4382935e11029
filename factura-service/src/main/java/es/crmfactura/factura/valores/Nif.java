package es.crmfactura.factura.valores;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Spanish tax id whose control character is right: a person's NIF or NIE, or an entity's (Orden EHA/451/2008).
 *
 * @param valor upper-case, without spaces
 */
public record Nif(String valor) {

    private static final String LETRAS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String LETRAS_DE_ENTIDAD = "JABCDEFGHI";
    private static final Pattern PERSONA = Pattern.compile("([0-9XYZ])(\\d{7})([A-Z])");
    private static final Pattern SIN_NUMERO = Pattern.compile("([KLM])(\\d{7})([A-Z])");
    private static final Pattern ENTIDAD = Pattern.compile("([ABCDEFGHJNPQRSUVW])(\\d{7})([0-9A-J])");

    public Nif {
        if (!esValido(valor)) {
            throw new IllegalArgumentException("not a valid NIF");
        }
    }

    /** Empty if it is none. The country in front, as in a VAT number, is no part of it. */
    public static Optional<Nif> de(String texto) {
        String valor = texto.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "").replaceFirst("^ES", "");
        return esValido(valor) ? Optional.of(new Nif(valor)) : Optional.empty();
    }

    /** Whether it is that of a business for sure: persons have one alike as consumers, and so do owners of flats together (H). */
    public boolean esDeEmpresa() {
        return ENTIDAD.matcher(valor).matches() && !valor.startsWith("H");
    }

    private static boolean esValido(String valor) {
        Matcher persona = PERSONA.matcher(valor);
        if (persona.matches()) {
            // X, Y and Z stand for 0, 1 and 2
            int primera = "0123456789XYZ".indexOf(persona.group(1)) % 10;
            return letra(primera + persona.group(2)) == persona.group(3).charAt(0);
        }
        Matcher sinNumero = SIN_NUMERO.matcher(valor);
        if (sinNumero.matches()) {
            return letra(sinNumero.group(2)) == sinNumero.group(3).charAt(0);
        }
        Matcher entidad = ENTIDAD.matcher(valor);
        return entidad.matches() && controlDeEntidad(entidad.group(1), entidad.group(2), entidad.group(3));
    }

    private static char letra(String numero) {
        return LETRAS.charAt(Integer.parseInt(numero) % 23);
    }

    private static boolean controlDeEntidad(String tipo, String cifras, String control) {
        int suma = 0;
        for (int i = 0; i < cifras.length(); i++) {
            int cifra = cifras.charAt(i) - '0';
            int doble = cifra * 2;
            suma += i % 2 == 0 ? doble / 10 + doble % 10 : cifra;
        }
        int digito = (10 - suma % 10) % 10;
        boolean comoLetra = control.charAt(0) == LETRAS_DE_ENTIDAD.charAt(digito);
        boolean comoCifra = control.charAt(0) == (char) ('0' + digito);
        if ("NPQRSW".contains(tipo)) {
            return comoLetra;
        }
        return "ABEH".contains(tipo) ? comoCifra : comoLetra || comoCifra;
    }

    @Override
    public String toString() {
        return valor;
    }
}
