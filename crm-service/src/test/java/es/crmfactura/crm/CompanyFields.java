package es.crmfactura.crm;

import es.crmfactura.testing.HttpCaller;
import java.util.UUID;

/** The fields that a company defines, here for the time of a test: what is exported has a column for each. */
public record CompanyFields(HttpCaller crm) {

    public static final String CAMPOS = "/api/crm/campos";

    /** Named as no other is. */
    public String define(String tipo) {
        return define("c" + UUID.randomUUID().toString().substring(0, 8), tipo);
    }

    public String define(String nombre, String tipo) {
        String opciones = tipo.equals("opcion") ? ", \"opciones\": [\"rojo\", \"azul vivo\"]" : "";
        crm.post(
                        CAMPOS,
                        "{\"nombre\": \"%s\", \"etiqueta\": \"El %1$s\", \"tipo\": \"%s\"%s}"
                                .formatted(nombre, tipo, opciones))
                .status(201);
        return nombre;
    }

    public void removeAll() {
        crm.get(CAMPOS)
                .at("")
                .valueStream()
                .map(campo -> campo.at("/nombre").asString())
                .forEach(nombre -> crm.send("DELETE", CAMPOS + "/" + nombre + "?borrar_valores=true", "")
                        .status(204));
    }
}
