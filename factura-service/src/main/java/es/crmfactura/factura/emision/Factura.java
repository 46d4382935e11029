package es.crmfactura.factura.emision;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it is issued, but for its number, which the database gives it in the same transaction.
 *
 * @param fecha calendar date in Europe/Madrid
 */
public record Factura(
        UUID id,
        Serie serie,
        LocalDate fecha,
        @Nullable LocalDate fechaOperacion,
        LocalDate vencimiento,
        Instant emitidaEn,
        Destinatario destinatario,
        List<Linea> lineas,
        boolean ivaIncluido,
        Desglose desglose,
        @Nullable String formaPago,
        @Nullable String notas) {

    /** Of a new invoice; each further event of it has the next. */
    static final long PRIMERA_VERSION = 1;

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /**
     * What is asked for.
     *
     * @param totalEsperado a control: the invoice is only issued if it comes to this; null checks nothing
     */
    record Pedido(
            @Nullable Serie serie,
            LocalDate fecha,
            @Nullable LocalDate fechaOperacion,
            LocalDate vencimiento,
            List<Linea> lineas,
            boolean ivaIncluido,
            @Nullable String formaPago,
            @Nullable String notas,
            @Nullable Importe totalEsperado) {}

    /**
     * @throws TotalDistintoException if it does not come to what was expected
     * @throws SerieNoPermitidaException if the law does not allow it for this client or amount
     */
    static Factura emitir(Pedido pedido, Destinatario destinatario, Instant ahora) {
        Desglose desglose = Desglose.de(pedido.lineas(), pedido.ivaIncluido());
        Importe total = desglose.base().mas(desglose.cuota());
        if (pedido.totalEsperado() != null && pedido.totalEsperado().compareTo(total) != 0) {
            throw new TotalDistintoException(pedido.totalEsperado(), total);
        }
        return new Factura(
                IDS.generate(),
                Serie.para(pedido.serie(), destinatario, total),
                pedido.fecha(),
                pedido.fechaOperacion(),
                pedido.vencimiento(),
                ahora,
                destinatario,
                pedido.lineas(),
                pedido.ivaIncluido(),
                desglose,
                pedido.formaPago(),
                pedido.notas());
    }

    public Importe total() {
        return desglose.base().mas(desglose.cuota());
    }

    /** Without tax. The lines of an invoice with tax in its prices may differ from its base by cents. */
    public Importe importeSinIva(Linea linea) {
        return ivaIncluido ? linea.importe().sinImpuesto(linea.iva()) : linea.importe();
    }

    /** Of one unit, without tax. */
    public BigDecimal precioSinIva(Linea linea) {
        return ivaIncluido ? linea.precioSinIva() : linea.precio();
    }

    FacturaEmitida comoEvento(String numero) {
        return new FacturaEmitida(
                id,
                numero,
                serie.name(),
                fecha,
                vencimiento,
                destinatario.comoEvento(),
                lineas.stream().map(this::comoEvento).toList(),
                desglose.impuestos().stream()
                        .map(impuesto -> new FacturaEmitida.Impuesto(
                                impuesto.tipo(),
                                impuesto.base().euros(),
                                impuesto.cuota().euros()))
                        .toList(),
                desglose.base().euros(),
                desglose.cuota().euros(),
                total().euros(),
                null);
    }

    private FacturaEmitida.Linea comoEvento(Linea linea) {
        return new FacturaEmitida.Linea(
                linea.descripcion(),
                linea.cantidad(),
                precioSinIva(linea),
                linea.descuento(),
                linea.iva(),
                importeSinIva(linea).euros());
    }
}
