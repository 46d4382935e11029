package es.crmfactura.crm.busqueda;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody is looking for: all of these, each in one of its spellings.
 *
 * @param alternativas at least one for each; none of them blank
 */
record Terminos(List<List<String>> alternativas) {

    /** More would only cost. */
    private static final int MAXIMO = 8;

    private static final Pattern TELEFONO = Pattern.compile("(?:\\+|00)?[0-9][0-9 .()/-]{4,18}[0-9]");
    private static final Pattern PREFIJO_DE_ESPANA = Pattern.compile("(?:00)?34(?=[0-9]{9}$)");
    private static final Pattern SIGNOS_DE_LOS_BORDES = Pattern.compile("^[,;:()\"']+|[,;:()\"']+$");
    private static final Pattern SIGNOS = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final Pattern CIFRA = Pattern.compile(".*[0-9].*");

    /** A text that is a phone number is one term, however it is written. */
    static Terminos de(String texto) {
        String buscado = texto.strip();
        if (TELEFONO.matcher(buscado).matches()) {
            String cifras = SIGNOS.matcher(buscado).replaceAll("");
            return new Terminos(
                    List.of(List.of(PREFIJO_DE_ESPANA.matcher(cifras).replaceFirst(""))));
        }
        return new Terminos(Arrays.stream(buscado.split("\\s+"))
                .map(termino -> SIGNOS_DE_LOS_BORDES.matcher(termino).replaceAll(""))
                .filter(termino -> !termino.isEmpty())
                .distinct()
                .limit(MAXIMO)
                .map(Terminos::escrituras)
                .toList());
    }

    /** Tax ids may have dashes and dots, or not. */
    private static List<String> escrituras(String termino) {
        String sinSignos = SIGNOS.matcher(termino).replaceAll("");
        return CIFRA.matcher(termino).matches() && !sinSignos.isEmpty() && !sinSignos.equals(termino)
                ? List.of(termino, sinSignos)
                : List.of(termino);
    }

    boolean vacio() {
        return alternativas.isEmpty();
    }

    /** As one would have typed it. */
    String texto() {
        return alternativas.stream().map(escrituras -> escrituras.get(0)).collect(Collectors.joining(" "));
    }
}
