package es.crmfactura.factura.lotes;

import es.crmfactura.factura.valores.Identificador;
import es.crmfactura.web.Problema;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** There is no such lote, or no more. */
final class LoteDesconocido extends Problema {

    LoteDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "lote_desconocido",
                "No hay ningún lote con ese identificador: se olvidan a los treinta días de terminar, y sus facturas quedan."
                        + " Los que hay están en GET /api/facturas/lotes.");
    }

    /** @throws LoteDesconocido for what no lote can have as its id */
    static UUID id(String texto) {
        return Identificador.de(texto).orElseThrow(LoteDesconocido::new);
    }
}
