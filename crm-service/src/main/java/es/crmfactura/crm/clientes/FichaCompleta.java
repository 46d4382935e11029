package es.crmfactura.crm.clientes;

import es.crmfactura.crm.cifras.FacturaConocida;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Everything about a client, for one page. */
record FichaCompleta(
        @Schema(
                description =
                        "Sus datos, contactos y cifras, sus oportunidades abiertas y sus 20 actividades más recientes")
        Ficha cliente,

        @Schema(description = "Sus facturas, la última primero; cien como mucho")
        List<FacturaConocida> facturas) {}
