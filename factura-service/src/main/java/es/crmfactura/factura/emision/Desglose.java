package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tax of an invoice: of what is taxed alike on the sum, never line by line (Ley 37/1992, art. 78, 90 and 161).
 *
 * @param redondeos of how many taxes, each of them rounded, each of these is the sum or the difference
 */
public record Desglose(List<Impuesto> impuestos, int redondeos) {

    public static final Desglose NADA = new Desglose(List.of(), 0);

    public Desglose(List<Impuesto> impuestos) {
        this(impuestos, 1);
    }

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

        private static Impuesto nada(Gravamen gravamen) {
            return new Impuesto(
                    gravamen.iva(), Importe.CERO, Importe.CERO, gravamen.recargo(), Importe.CERO, gravamen.exencion());
        }

        private Gravamen gravamen() {
            return new Gravamen(tipo, recargoTipo, exencion);
        }

        private Impuesto mas(Impuesto otro) {
            return new Impuesto(
                    tipo, base.mas(otro.base), cuota.mas(otro.cuota), recargoTipo, recargo.mas(otro.recargo), exencion);
        }

        private Impuesto negado() {
            return new Impuesto(tipo, base.negado(), cuota.negado(), recargoTipo, recargo.negado(), exencion);
        }

        Importe total() {
            return base.mas(cuota).mas(recargo);
        }
    }

    /** @param ivaIncluido the lines' prices have the tax in them: then the base is what is left of each sum without it */
    public static Desglose de(List<Linea> lineas, boolean ivaIncluido) {
        return new Desglose(NADA.con(lineas, ivaIncluido).impuestos);
    }

    /**
     * What lines change: the tax with them, less the tax without them. So what is taken off in parts comes to the whole, to
     * the cent.
     */
    Desglose cambio(List<Linea> lineas, boolean ivaIncluido) {
        Desglose despues = con(lineas, ivaIncluido);
        return new Desglose(
                despues.impuestos.stream()
                        .map(impuesto ->
                                impuesto.mas(impuesto(impuesto.gravamen()).negado()))
                        .toList(),
                redondeos + 1);
    }

    /** Only of what the lines are taxed with. */
    private Desglose con(List<Linea> lineas, boolean ivaIncluido) {
        Map<Gravamen, Importe> sumas =
                lineas.stream().collect(Collectors.toMap(Linea::gravamen, Linea::importe, Importe::mas, TreeMap::new));
        return new Desglose(sumas.entrySet().stream()
                .map(suma -> {
                    Impuesto antes = impuesto(suma.getKey());
                    return ivaIncluido
                            ? suma.getKey().dentroDe(antes.total().mas(suma.getValue()))
                            : suma.getKey().sobre(antes.base.mas(suma.getValue()));
                })
                .toList());
    }

    private Impuesto impuesto(Gravamen gravamen) {
        return impuestos.stream()
                .filter(impuesto -> impuesto.gravamen().compareTo(gravamen) == 0)
                .findFirst()
                .orElse(Impuesto.nada(gravamen));
    }

    public Desglose mas(Desglose otro) {
        Map<Gravamen, Impuesto> sumas = new TreeMap<>();
        Stream.of(this, otro)
                .flatMap(uno -> uno.impuestos.stream())
                .forEach(impuesto -> sumas.merge(impuesto.gravamen(), impuesto, Impuesto::mas));
        return new Desglose(List.copyOf(sumas.values()), redondeos + otro.redondeos);
    }

    public Desglose negado() {
        return new Desglose(impuestos.stream().map(Impuesto::negado).toList(), redondeos);
    }

    /** The first tax of which {@code cambio} takes off more than there is. */
    public Optional<Impuesto> faltaPara(Desglose cambio) {
        return cambio.impuestos.stream()
                .filter(impuesto -> impuesto.base.esNegativo()
                        && impuesto(impuesto.gravamen()).mas(impuesto).base.esNegativo())
                .findFirst();
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
