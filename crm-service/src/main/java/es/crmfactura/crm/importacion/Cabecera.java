package es.crmfactura.crm.importacion;

import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The first row of a file, and with it what the cells of the others mean. */
final class Cabecera {

    private final List<Columna> posibles;
    private final List<String> nombres;
    private final List<Optional<Columna>> columnas;

    /** @param posibles the columns that a file may have */
    Cabecera(List<Columna> posibles, List<String> nombres) {
        this.posibles = posibles;
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

    List<String> nombres() {
        return nombres;
    }

    List<String> desconocidas() {
        return Stream.iterate(0, i -> i < nombres.size(), i -> i + 1)
                .filter(i -> columnas.get(i).isEmpty() && !nombres.get(i).isBlank())
                .map(nombres::get)
                .toList();
    }

    /** @throws CamposInvalidos if a column is missing, two would say the same, or one is of a field that nobody has defined */
    void comprobar(Tipo tipo) {
        List<String> campos =
                columnas.stream().flatMap(Optional::stream).map(Columna::campo).toList();
        Stream<CampoInvalido> faltan = tipo.obligatorias().stream()
                .filter(una -> una.stream().noneMatch(campos::contains))
                .map(una -> new CampoInvalido(String.join(" o ", una), "falta en la primera fila del fichero"));
        Stream<CampoInvalido> repetidas = campos.stream()
                .distinct()
                .filter(campo -> campos.indexOf(campo) != campos.lastIndexOf(campo))
                .map(campo ->
                        new CampoInvalido(campo, "está en dos columnas del fichero: quite o cambie de nombre una"));
        List<CampoInvalido> errores = Stream.of(faltan, repetidas, sinDefinir())
                .flatMap(fallos -> fallos)
                .toList();
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    private Stream<CampoInvalido> sinDefinir() {
        String definidos =
                posibles.stream().filter(Columna::esPropia).map(Columna::campo).collect(Collectors.joining(", "));
        return desconocidas().stream()
                .filter(nombre -> nombre.strip().toLowerCase(Locale.ROOT).startsWith(CamposDefinidos.PREFIJO))
                .map(nombre -> new CampoInvalido(
                        nombre.strip(),
                        definidos.isEmpty()
                                ? "no es de ningún campo definido; no hay ninguno"
                                : "no es de ningún campo definido: hay " + definidos));
    }

    /**
     * A row as the API would take it.
     *
     * @throws CamposInvalidos if it can't be told what the cells mean
     */
    ObjectNode cuerpo(List<String> celdas) {
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
