package es.crmfactura.crm.campos;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client has in its own fields, by their names: texts, numbers, true and false. A date is a text.
 *
 * @param valores numbers are the same if they are worth the same, however they were written
 */
public record Campos(Map<String, Object> valores) {

    public static final Campos NINGUNO = new Campos(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Campos {
        var ordenados = new TreeMap<String, Object>();
        valores.forEach(
                (nombre, valor) -> ordenados.put(nombre, valor instanceof Number numero ? exacto(numero) : valor));
        valores = Collections.unmodifiableMap(ordenados);
    }

    private static BigDecimal exacto(Number numero) {
        BigDecimal exacto = new BigDecimal(numero.toString()).stripTrailingZeros();
        return exacto.scale() < 0 ? exacto.setScale(0) : exacto;
    }

    @Override
    @JsonValue
    public Map<String, Object> valores() {
        return valores;
    }

    /** What is open here is taken from the others. */
    public Campos completados(Campos otros) {
        var todos = new HashMap<>(otros.valores);
        todos.putAll(valores);
        return new Campos(todos);
    }
}
