package es.crmfactura.web.ficheros;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first row of a file, and with it what the cells of the others mean. */
public final class Cabecera {

    private final List<String> nombres;
    private final List<Optional<Columna>> columnas;

    /** @param posibles the columns that a file may have */
    public Cabecera(List<Columna> posibles, List<String> nombres) {
        this.nombres = nombres;
        this.columnas = nombres.stream()
                .map(nombre -> posibles.stream()
                        .filter(columna -> columna.seLlama(nombre))
                        .findFirst())
                .toList();
    }

    long conocidas() {
        return columnas.stream().filter(Optional::isPresent).count();
    }

    public List<String> nombres() {
        return nombres;
    }

    public List<String> desconocidas() {
        return Stream.iterate(0, i -> i < nombres.size(), i -> i + 1)
                .filter(i -> columnas.get(i).isEmpty() && !nombres.get(i).isBlank())
                .map(nombres::get)
                .toList();
    }

    /**
     * @param obligatorias one of each of these lists has to be there
     * @param otros what else is at fault, to be told together with what is found here
     * @throws CamposInvalidos if a column is missing, or two would say the same
     */
    public void comprobar(List<List<String>> obligatorias, List<CampoInvalido> otros) {
        List<String> campos =
                columnas.stream().flatMap(Optional::stream).map(Columna::campo).toList();
        Stream<CampoInvalido> faltan = obligatorias.stream()
                .filter(una -> una.stream().noneMatch(campos::contains))
                .map(una -> new CampoInvalido(String.join(" o ", una), "falta en la primera fila del fichero"));
        Stream<CampoInvalido> repetidas = campos.stream()
                .distinct()
                .filter(campo -> campos.indexOf(campo) != campos.lastIndexOf(campo))
                .map(campo ->
                        new CampoInvalido(campo, "está en dos columnas del fichero: quite o cambie de nombre una"));
        List<CampoInvalido> errores = Stream.of(faltan, repetidas, otros.stream())
                .flatMap(fallos -> fallos)
                .toList();
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    /** What a row says in one column, as it stands there; blank if there is no such column, or nothing in it. */
    public String celda(String campo, List<String> celdas) {
        return Stream.iterate(0, i -> i < Math.min(celdas.size(), columnas.size()), i -> i + 1)
                .filter(i -> columnas.get(i)
                        .filter(columna -> columna.campo().equals(campo))
                        .isPresent())
                .map(celdas::get)
                .findFirst()
                .orElse("");
    }

    /**
     * A row as the API would take it.
     *
     * @throws CamposInvalidos if it can't be told what the cells mean
     */
    public ObjectNode cuerpo(List<String> celdas) {
        if (celdas.stream().skip(nombres.size()).anyMatch(celda -> !celda.isBlank())) {
            throw new CamposInvalidos(List.of(new CampoInvalido(
                    "la fila", "tiene más celdas que la cabecera: ponga entre comillas el texto con separadores")));
        }
        ObjectNode cuerpo = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(celdas.size(), nombres.size()); i++) {
            String celda = Objects.requireNonNull(celdas.get(i));
            columnas.get(i).ifPresent(columna -> Celda.leer(columna, celda, cuerpo));
        }
        return cuerpo;
    }
}
