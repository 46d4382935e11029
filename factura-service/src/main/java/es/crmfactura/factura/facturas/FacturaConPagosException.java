package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Only an invoice that nobody has paid can have been a mistake. */
final class FacturaConPagosException extends Problema {

    FacturaConPagosException(Importe pagado) {
        super(
                HttpStatus.CONFLICT,
                "factura_con_pagos",
                "De la factura se han cobrado %s €: devuelva antes sus pagos con POST /api/pagos/{id}/devolver."
                        .formatted(pagado),
                List.of(),
                Map.of("pagado", pagado.euros()));
    }
}
