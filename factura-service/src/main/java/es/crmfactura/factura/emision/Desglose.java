package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tax of an invoice: for each rate on the sum of its bases, never line by line (Ley 37/1992, art. 78 and 90). */
public record Desglose(List<Impuesto> impuestos) {

    /** The tax of one rate. */
    public record Impuesto(
            @Schema(description = "Porcentaje de IVA", example = "21")
            BigDecimal tipo,

            @Schema(example = "200.00") Importe base,
            @Schema(example = "42.00") Importe cuota) {}

    /** @param ivaIncluido the lines' prices have the tax in them: then the base is taken out of each rate's sum */
    public static Desglose de(List<Linea> lineas, boolean ivaIncluido) {
        Map<BigDecimal, Importe> sumas =
                lineas.stream().collect(Collectors.toMap(Linea::iva, Linea::importe, Importe::mas, TreeMap::new));
        return new Desglose(sumas.entrySet().stream()
                .map(suma ->
                        ivaIncluido ? deBruto(suma.getKey(), suma.getValue()) : deBase(suma.getKey(), suma.getValue()))
                .toList());
    }

    private static Impuesto deBase(BigDecimal tipo, Importe base) {
        return new Impuesto(tipo, base, base.porcentaje(tipo));
    }

    private static Impuesto deBruto(BigDecimal tipo, Importe bruto) {
        Importe base = bruto.sinImpuesto(tipo);
        return new Impuesto(tipo, base, bruto.menos(base));
    }

    public Importe base() {
        return suma(Impuesto::base);
    }

    public Importe cuota() {
        return suma(Impuesto::cuota);
    }

    public Importe total() {
        return base().mas(cuota());
    }

    /** @throws TotalDistintoException if it does not come to what was expected; null expects nothing */
    void comprobar(@Nullable Importe esperado) {
        if (esperado != null && esperado.compareTo(total()) != 0) {
            throw new TotalDistintoException(esperado, total());
        }
    }

    private Importe suma(Function<Impuesto, Importe> parte) {
        return impuestos.stream().map(parte).reduce(Importe.CERO, Importe::mas);
    }
}
