package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.factura.documentos.Documento.Linea;
import es.crmfactura.factura.documentos.Formato;
import es.crmfactura.factura.emision.Exencion;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of an invoice as a table, with a column only for what one of them has. */
final class LineasEnHtml {

    /** Of figures and what is between them, of which there is one for three figures. */
    private static final double MILIMETROS_DE_LETRA = 1.65;

    private final List<Linea> lineas;
    private final List<Columna> columnas;

    LineasEnHtml(List<Linea> lineas) {
        this.lineas = lineas;
        this.columnas = Stream.of(
                        new Columna("Descripción", 0, Linea::descripcion),
                        new Columna("Cantidad", 16, linea -> Formato.cantidad(linea.cantidad())),
                        new Columna("Precio", 20, linea -> Formato.precio(linea.precio())),
                        new Columna("Dto.", 12, LineasEnHtml::descuento),
                        new Columna("IVA", 15, LineasEnHtml::iva),
                        new Columna("R. E.", 11, LineasEnHtml::recargo),
                        new Columna("Importe", 26, linea -> Formato.euros(linea.importe())))
                .filter(columna -> columna.esDe(lineas))
                .toList();
    }

    /** @param minimo in mm; 0 has all that is left, and may be broken into lines */
    private record Columna(String nombre, int minimo, Function<Linea, String> valor) {

        boolean esDe(List<Linea> lineas) {
            return lineas.stream().anyMatch(linea -> !valor.apply(linea).isEmpty());
        }

        private int ancho(List<Linea> lineas) {
            int letras = lineas.stream()
                    .mapToInt(linea -> valor.apply(linea).length())
                    .max()
                    .orElse(0);
            return Math.max(minimo, (int) Math.ceil(letras * MILIMETROS_DE_LETRA));
        }

        String clase() {
            return minimo == 0 ? "primera" : nombre.equals("Importe") ? "n ultima" : "n";
        }

        String cabeza(List<Linea> lineas) {
            String estilo = minimo == 0 ? "" : " style=\"width: %dmm\"".formatted(ancho(lineas));
            return "<th scope=\"col\" class=\"%s\"%s>%s</th>".formatted(clase(), estilo, nombre);
        }

        String celda(Linea linea) {
            return "<td class=\"%s\">%s</td>".formatted(clase(), Html.texto(valor.apply(linea)));
        }
    }

    String tabla() {
        return "<table class=\"lineas\"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>"
                .formatted(
                        columnas.stream().map(columna -> columna.cabeza(lineas)).collect(Collectors.joining()),
                        lineas.stream().map(this::fila).collect(Collectors.joining()));
    }

    private String fila(Linea linea) {
        return "<tr>%s</tr>"
                .formatted(
                        columnas.stream().map(columna -> columna.celda(linea)).collect(Collectors.joining()));
    }

    private static String descuento(Linea linea) {
        return linea.tieneDescuento() ? Formato.porcentaje(linea.descuento()) : "";
    }

    private static String recargo(Linea linea) {
        return linea.tieneRecargo() ? Formato.porcentaje(linea.recargo()) : "";
    }

    private static String iva(Linea linea) {
        return linea.exencion() == null ? Formato.porcentaje(linea.iva()) : causa(linea.exencion());
    }

    /** Short; what the law wants said is said below. */
    static String causa(Exencion exencion) {
        return switch (exencion) {
            case E1, E2, E3, E4, E5, E6 -> "Exenta";
            case N1, N2 -> "No sujeta";
            case S2 -> "Inv. S. P.";
        };
    }
}
