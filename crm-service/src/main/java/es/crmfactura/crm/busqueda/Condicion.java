package es.crmfactura.crm.busqueda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a client {@code c}: only what is given is said in SQL, so that an index can serve it. */
public final class Condicion {

    private final List<String> partes = new ArrayList<>();
    private final Map<String, Object> parametros = new HashMap<>();

    /** @param valor of the parameter in {@code sql}; null if this is not asked */
    public Condicion y(String sql, String parametro, @Nullable Object valor) {
        if (valor != null) {
            partes.add(sql);
            parametros.put(parametro, valor);
        }
        return this;
    }

    public String sql() {
        return partes.isEmpty() ? "true" : String.join(" and ", partes);
    }

    public Map<String, Object> parametros() {
        return parametros;
    }
}
