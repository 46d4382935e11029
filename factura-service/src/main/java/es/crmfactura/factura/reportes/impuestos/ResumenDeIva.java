package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.impuestos.Casilla.Concepto;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What issued invoices put into form 303. */
record ResumenDeIva(
        @Schema(example = "2026") int ejercicio,
        @Schema(example = "4") int trimestre,
        Periodo periodo,

        @Schema(
                description =
                        "Todas las del modelo que corresponden a facturas emitidas, también las que no suman nada")
        List<Linea> lineas,

        @Schema(
                description =
                        "La suma de las cuotas. La casilla 27 lleva además las de lo adquirido con inversión del sujeto"
                                + " pasivo (11 y 13), que la facturación no conoce",
                example = "2100.00")
        Importe cuotaDevengada) {

    @Schema(name = "LineaDeIva")
    record Linea(
            @Schema(example = "iva") Concepto concepto,
            @Schema(example = "IVA al 21 %") String descripcion,

            @Schema(description = "En porcentaje; null si no es de uno solo", example = "21") @Nullable
            BigDecimal tipo,

            @Schema(description = "Por qué no lleva cuota: E1 a E6, N1, N2 o S2", example = "E5") @Nullable
            String causa,

            @Schema(example = "10000.00") Importe base,
            @Schema(example = "2100.00") Importe cuota,

            @Schema(
                    description =
                            "El número de la casilla de la base; null si no la hay o no nos consta, como antes del"
                                    + " cuarto trimestre de 2024",
                    example = "07")
            @Nullable
            String casillaBase,

            @Schema(example = "09") @Nullable String casillaCuota) {

        private static Linea de(Casilla casilla, Suma suma, Periodo periodo) {
            return new Linea(
                    casilla.concepto(),
                    casilla.descripcion(),
                    casilla.tipo(),
                    casilla.causa(),
                    suma.base(),
                    suma.cuota(),
                    casilla.base(periodo.desde()),
                    casilla.cuota(periodo.desde()));
        }
    }

    /** What is taxed alike within the period. */
    record Gravado(
            BigDecimal iva,
            BigDecimal recargoTipo,
            @Nullable String exencion,
            boolean rectificativa,
            Importe base,
            Importe cuota,
            Importe recargo) {}

    private record Suma(Importe base, Importe cuota) {

        private static final Suma NADA = new Suma(Importe.CERO, Importe.CERO);

        private Suma mas(Suma otra) {
            return new Suma(base.mas(otra.base), cuota.mas(otra.cuota));
        }
    }

    static ResumenDeIva de(int ejercicio, int trimestre, List<Gravado> gravado) {
        Map<Casilla, Suma> sumas = new EnumMap<>(Casilla.class);
        gravado.forEach(parte -> repartir(parte, sumas));
        Periodo periodo = Periodo.trimestre(ejercicio, trimestre);
        return new ResumenDeIva(
                ejercicio,
                trimestre,
                periodo,
                Arrays.stream(Casilla.values())
                        .map(casilla -> Linea.de(casilla, sumas.getOrDefault(casilla, Suma.NADA), periodo))
                        .toList(),
                sumas.values().stream().map(Suma::cuota).reduce(Importe.CERO, Importe::mas));
    }

    private static void repartir(Gravado parte, Map<Casilla, Suma> sumas) {
        if (parte.exencion() != null) {
            sumas.merge(Casilla.valueOf(parte.exencion()), new Suma(parte.base(), Importe.CERO), Suma::mas);
            return;
        }
        boolean modifica = parte.rectificativa();
        sumas.merge(
                modifica ? Casilla.MODIFICACION : Casilla.de(Concepto.iva, parte.iva()),
                new Suma(parte.base(), parte.cuota()),
                Suma::mas);
        if (parte.recargoTipo().signum() != 0) {
            sumas.merge(
                    modifica ? Casilla.MODIFICACION_RECARGO : Casilla.de(Concepto.recargo, parte.recargoTipo()),
                    new Suma(parte.base(), parte.recargo()),
                    Suma::mas);
        }
    }

    Tabla<Linea> tabla() {
        return new Tabla<>(
                "iva-%d-%dT".formatted(ejercicio, trimestre),
                List.of(
                        new Columna<>("Concepto", Linea::descripcion),
                        new Columna<>("Tipo (%)", Linea::tipo),
                        new Columna<>("Causa", Linea::causa),
                        new Columna<>("Base", Linea::base),
                        new Columna<>("Cuota", Linea::cuota),
                        new Columna<>("Casilla de la base", Linea::casillaBase),
                        new Columna<>("Casilla de la cuota", Linea::casillaCuota)),
                lineas);
    }
}
