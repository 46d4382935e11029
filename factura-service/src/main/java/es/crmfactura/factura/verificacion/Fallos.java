package es.crmfactura.factura.verificacion;

import es.crmfactura.factura.verificacion.Verificacion.Fallo;
import java.util.ArrayList;
import java.util.List;

/** What is found: all are counted, and the first are kept, as a chain that is broken may be so everywhere. */
final class Fallos {

    private static final int SE_GUARDAN = 100;

    private final List<Fallo> primeros = new ArrayList<>();
    private long total;

    void anotar(Fallo fallo) {
        if (total++ < SE_GUARDAN) {
            primeros.add(fallo);
        }
    }

    long total() {
        return total;
    }

    List<Fallo> primeros() {
        return primeros;
    }
}
