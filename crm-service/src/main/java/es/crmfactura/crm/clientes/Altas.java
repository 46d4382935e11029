package es.crmfactura.crm.clientes;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes in many at a time, by the same rules as one at a time. What is there already is not made again: a row that says the
 * same as what is there has no effect, one that says something else is refused.
 */
public interface Altas {

    /**
     * In the caller's transaction.
     *
     * @param filas bodies as the API takes them, whatever else a row may say of what it belongs to
     * @return what became of each, in the same order
     */
    List<Alta> hacer(List<ObjectNode> filas);

    /** What would become of each; does nothing. */
    List<Alta> ensayar(List<ObjectNode> filas);
}
