package es.crmfactura.crm.importacion;

import es.crmfactura.web.ficheros.Columna;
import java.util.List;

/** What the rows of a file are; the constants are spelled as the API and the database spell them. */
enum Tipo {
    clientes(Columnas.DE_CLIENTES, List.of(List.of("nombre_completo"))),
    contactos(
            Columnas.DE_CONTACTOS,
            List.of(List.of("tipo"), List.of("valor"), List.of("cliente_id", "cif_nif", "cliente_email")));

    private final List<Columna> columnas;
    private final List<List<String>> obligatorias;

    Tipo(List<Columna> columnas, List<List<String>> obligatorias) {
        this.columnas = columnas;
        this.obligatorias = obligatorias;
    }

    List<Columna> columnas() {
        return columnas;
    }

    /** One of each of these lists has to be there. */
    List<List<String>> obligatorias() {
        return obligatorias;
    }
}
