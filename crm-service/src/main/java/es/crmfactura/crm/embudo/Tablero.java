package es.crmfactura.crm.embudo;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;

/** The board, closed oportunidades included. */
record Tablero(
        @Schema(description = "Una por estado, en el orden de la venta")
        List<Columna> columnas) {

    @Schema(name = "ColumnaDelTablero")
    record Columna(
            @Schema(description = "En qué punto están") Estado estado,

            @Schema(description = "Cuántas hay", example = "12")
            long numero,

            @Schema(description = "Lo que suman, en euros", example = "48000.00")
            BigDecimal valorEstimado,

            @Schema(description = "Lo que suman por su probabilidad, en euros", example = "24000.00")
            BigDecimal valorPonderado,

            @Schema(description = "Las primeras, la última en cambiar primero")
            List<Oportunidad> oportunidades) {}
}
