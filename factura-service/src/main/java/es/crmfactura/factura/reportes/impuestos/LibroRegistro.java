package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.web.Listado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A part of the book of issued invoices (RD 1624/1992, art. 63). */
record LibroRegistro(
        Periodo periodo,

        @Schema(description = "Una línea por documento y tipo de IVA o causa de no llevarlo")
        List<Asiento> asientos,

        @Schema(description = "Cuántos documentos; skip y limit los cuentan a ellos, no a las líneas", example = "1")
        long total,

        int skip,
        int limit)
        implements Listado {}
