package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tax of an invoice: of what is taxed alike on the sum, never line by line (Ley 37/1992, art. 78, 90 and 161). */
public record Desglose(List<Impuesto> impuestos) {

    /** The tax of all that is taxed alike. */
    @Schema(name = "Impuesto")
    public record Impuesto(
            @Schema(description = "Porcentaje de IVA", example = "21")
            BigDecimal tipo,

            @Schema(example = "200.00") Importe base,

            @Schema(description = "El IVA", example = "42.00")
            Importe cuota,

            @Schema(description = "Porcentaje de recargo de equivalencia; 0 si no lo lleva", example = "5.2")
            BigDecimal recargoTipo,

            @Schema(description = "El recargo de equivalencia", example = "10.40")
            Importe recargo,

            @Schema(description = "Por qué no lleva IVA; null si lo lleva, también al 0 %", example = "E1") @Nullable
            Exencion exencion) {

        Importe total() {
            return base.mas(cuota).mas(recargo);
        }
    }

    /** @param ivaIncluido the lines' prices have the tax in them: then the base is what is left of each sum without it */
    public static Desglose de(List<Linea> lineas, boolean ivaIncluido) {
        Map<Gravamen, Importe> sumas =
                lineas.stream().collect(Collectors.toMap(Linea::gravamen, Linea::importe, Importe::mas, TreeMap::new));
        return new Desglose(sumas.entrySet().stream()
                .map(suma -> ivaIncluido
                        ? suma.getKey().dentroDe(suma.getValue())
                        : suma.getKey().sobre(suma.getValue()))
                .toList());
    }

    public Importe base() {
        return suma(Impuesto::base);
    }

    public Importe cuota() {
        return suma(Impuesto::cuota);
    }

    public Importe recargo() {
        return suma(Impuesto::recargo);
    }

    /** Tax included. */
    public Importe total() {
        return suma(Impuesto::total);
    }

    /** What the invoice has to say of what bears no IVA. */
    public List<String> menciones() {
        return impuestos.stream()
                .map(Impuesto::exencion)
                .filter(Objects::nonNull)
                .map(Exencion::mencion)
                .toList();
    }

    private Importe suma(Function<Impuesto, Importe> parte) {
        return impuestos.stream().map(parte).reduce(Importe.CERO, Importe::mas);
    }
}
