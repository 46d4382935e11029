package es.crmfactura.web.ficheros;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a file.
 *
 * @param campo how it is called, also in what is exported
 * @param ruta where in a body of the API the field is
 * @param otrosNombres that people give it, without accents or capital letters
 */
public record Columna(String campo, List<String> ruta, Clase clase, Set<String> otrosNombres) {

    private static final Pattern ACENTO = Pattern.compile("\\p{M}+");
    private static final Pattern ENTRE_PALABRAS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** How a cell is to be read. */
    public enum Clase {
        TEXTO,
        /** A word in small letters. */
        OPCION,
        /** A word in capital letters. */
        CODIGO,
        IMPORTE,
        PORCENTAJE,
        FECHA,
        SI_NO
    }

    /** Of a field that is called alike in the API. */
    public static Columna de(String campo, Clase clase, String... otrosNombres) {
        return new Columna(campo, List.of(campo), clase, Set.of(otrosNombres));
    }

    public static Columna texto(String campo, String... otrosNombres) {
        return de(campo, Clase.TEXTO, otrosNombres);
    }

    boolean seLlama(String cabecera) {
        String nombre = simple(cabecera);
        return cabecera.strip().equalsIgnoreCase(campo) || nombre.equals(campo) || otrosNombres.contains(nombre);
    }

    /** The object of the body that has the field. */
    ObjectNode parte(ObjectNode cuerpo) {
        ObjectNode parte = cuerpo;
        for (String paso : ruta.subList(0, ruta.size() - 1)) {
            parte = parte.withObjectProperty(paso);
        }
        return parte;
    }

    /** How the field is called there. */
    String nombre() {
        return ruta.get(ruta.size() - 1);
    }

    /** Without accents, capital letters or anything between the words: "Razón social" is razon_social. */
    static String simple(String texto) {
        String sinAcentos =
                ACENTO.matcher(Normalizer.normalize(texto, Normalizer.Form.NFD)).replaceAll("");
        return ENTRE_PALABRAS
                .matcher(sinAcentos.toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .replaceAll("^_|_$", "");
    }
}
