package es.crmfactura.factura.lotes.recepcion;

import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.ficheros.Cabecera;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a table that are one invoice: the first says all of it, the others may say of it only the same again. */
final class FacturaEnLineas {

    static final String ITEMS = "items";

    /** More than an invoice may have, so that it is refused for that. */
    private static final int MAXIMO = 1001;

    private final Cabecera cabecera;
    private final int numero;
    private final long linea;
    private final String referencia;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private final List<CampoInvalido> errores = new ArrayList<>();
    private @Nullable ObjectNode cuerpo;

    /** @param referencia blank if it has none, and only one line then */
    FacturaEnLineas(Cabecera cabecera, int numero, long linea, String referencia) {
        this.cabecera = cabecera;
        this.numero = numero;
        this.linea = linea;
        this.referencia = referencia;
    }

    boolean esDe(String otra) {
        return !referencia.isEmpty() && referencia.equals(otra);
    }

    void anadir(CsvRecord fila) {
        if (items.size() == MAXIMO || errores.size() >= MAXIMO) {
            return;
        }
        try {
            ObjectNode leida = cabecera.cuerpo(fila.getFields());
            items.add(leida.withObjectProperty(ITEMS));
            leida.remove(ITEMS);
            if (cuerpo == null) {
                cuerpo = leida;
            } else {
                comprobarQueRepite(cuerpo, leida, fila.getStartingLineNumber());
            }
        } catch (CamposInvalidos e) {
            e.errores().forEach(error -> error(error.campo(), error.mensaje(), fila.getStartingLineNumber()));
        }
    }

    private void comprobarQueRepite(ObjectNode primera, ObjectNode otra, long enLinea) {
        for (Map.Entry<String, JsonNode> campo : otra.properties()) {
            JsonNode antes = primera.path(campo.getKey());
            if (antes instanceof ObjectNode parte && campo.getValue() instanceof ObjectNode otraParte) {
                comprobarQueRepite(parte, otraParte, enLinea);
            } else if (!antes.equals(campo.getValue())) {
                error(campo.getKey(), "no es el de la primera línea de la factura", enLinea);
            }
        }
    }

    private void error(String campo, String mensaje, long enLinea) {
        errores.add(new CampoInvalido(campo, mensaje + " (línea " + enLinea + " del fichero)"));
    }

    FilaRecibida recibida() {
        if (cuerpo == null || !errores.isEmpty()) {
            return FilaRecibida.ilegible(numero, linea, referencia, errores.toArray(CampoInvalido[]::new));
        }
        cuerpo.set(ITEMS, items);
        return FilaRecibida.de(numero, linea, referencia, cuerpo.path("fecha").asString(""), cuerpo.toString());
    }
}
