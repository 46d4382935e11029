package es.crmfactura.crm.campos;

import es.crmfactura.web.CampoInvalido;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions, by name, and what they admit. */
public record Definiciones(Map<String, Campo> porNombre) {

    /**
     * @param cuerpo says in {@code campos} what changes: only what is named there; null clears one of them, or all
     * @param errores gets what is at fault; as long as there is anything in it, what is returned means nothing
     * @return what a client has in its own fields with the changes
     */
    public Campos aplicar(Campos actuales, ObjectNode cuerpo, List<CampoInvalido> errores) {
        JsonNode enviados = cuerpo.path("campos");
        if (enviados.isMissingNode()) {
            return actuales;
        }
        if (enviados.isNull()) {
            return Campos.NINGUNO;
        }
        if (!enviados.isObject()) {
            errores.add(new CampoInvalido("campos", "tiene que ser un objeto, por ejemplo {\"color\": \"rojo\"}"));
        }
        var valores = new HashMap<>(actuales.valores());
        enviados.properties().forEach(uno -> escribir(uno.getKey(), uno.getValue(), valores, errores));
        return new Campos(valores);
    }

    private void escribir(String nombre, JsonNode enviado, Map<String, Object> valores, List<CampoInvalido> errores) {
        Campo campo = porNombre.get(nombre);
        String ruta = "campos." + nombre;
        if (campo == null) {
            errores.add(new CampoInvalido(
                    ruta, "no está definido: corrija el nombre, o defina antes el campo en /api/crm/campos"));
        } else if (enviado.isNull() || enviado.isString() && enviado.asString().isBlank()) {
            valores.remove(nombre);
        } else {
            campo.leer(enviado)
                    .ifPresentOrElse(
                            valor -> valores.put(nombre, valor),
                            () -> errores.add(new CampoInvalido(ruta, campo.esperado())));
        }
    }
}
