package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Listado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;

/**
 * Parties to whom was sold more than a limit within a year, taxes included (RD 1065/2007, art. 33 and 34): what belongs into form
 * 347 as sales, and what does not.
 */
record Modelo347(
        @Schema(example = "2026") int ejercicio,

        @Schema(description = "Lo que hay que superar en el año, con cualquier signo", example = "3005.06")
        Importe umbral,

        List<Declarado> declarados,

        @Schema(description = "Cuántos declarados", example = "1")
        long total,

        int skip,
        int limit,
        Resumen resumen)
        implements Listado {

    static final Importe UMBRAL = new Importe(new BigDecimal("3005.06"));

    @Schema(name = "DeclaradoEn347")
    record Declarado(
            @Schema(example = "B12345674") String cifNif,
            @Schema(example = "Bar Manolo S.L.") String nombre,

            @Schema(description = "B, entregas de bienes y prestaciones de servicios", example = "B")
            String clave,

            @Schema(example = "1210.00") Importe primerTrimestre,
            @Schema(example = "1210.00") Importe segundoTrimestre,
            @Schema(example = "0.00") Importe tercerTrimestre,
            @Schema(example = "2420.00") Importe cuartoTrimestre,
            @Schema(example = "4840.00") Importe importe) {

        /** Sales and services. */
        static final String VENTAS = "B";
    }

    /** All that was invoiced, by what becomes of it here. */
    @Schema(name = "ResumenDe347")
    record Resumen(
            @Schema(description = "Base, IVA y recargo de todo lo devengado en el año", example = "7000.00")
            Importe facturado,

            @Schema(description = "A los declarados", example = "4840.00")
            Importe declarado,

            @Schema(description = "A quienes no superan el umbral", example = "1210.00")
            Importe bajoElUmbral,

            @Schema(description = "Sin NIF del cliente", example = "150.00")
            Importe sinNif,

            @Schema(
                    description =
                            "Con retención de IRPF, exportaciones y entregas intracomunitarias, que se declaran en otros"
                                    + " modelos",
                    example = "800.00")
            Importe excluido) {}

    Tabla<Declarado> tabla() {
        return new Tabla<>(
                "modelo-347-" + ejercicio,
                List.of(
                        new Columna<>("NIF", Declarado::cifNif),
                        new Columna<>("Nombre", Declarado::nombre),
                        new Columna<>("Clave", Declarado::clave),
                        new Columna<>("Primer trimestre", Declarado::primerTrimestre),
                        new Columna<>("Segundo trimestre", Declarado::segundoTrimestre),
                        new Columna<>("Tercer trimestre", Declarado::tercerTrimestre),
                        new Columna<>("Cuarto trimestre", Declarado::cuartoTrimestre),
                        new Columna<>("Importe anual", Declarado::importe)),
                declarados);
    }
}
