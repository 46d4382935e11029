package es.crmfactura.factura.emision;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.verifactu.Alta;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it is issued, but for its number, which the database gives it in the same transaction.
 *
 * @param fecha calendar date in Europe/Madrid
 * @param rectificacion null unless it corrects another one
 * @param canjeadas the simplified ones that it is issued in exchange for
 */
public record Factura(
        UUID id,
        Serie serie,
        TipoFactura tipo,
        LocalDate fecha,
        @Nullable LocalDate fechaOperacion,
        LocalDate vencimiento,
        Instant emitidaEn,
        Destinatario destinatario,
        List<Linea> lineas,
        boolean ivaIncluido,
        Totales totales,
        @Nullable String formaPago,
        @Nullable String notas,
        @Nullable Rectificacion rectificacion,
        List<Referencia> canjeadas) {

    /** Of a new invoice; each further event of it has the next. */
    public static final long PRIMERA_VERSION = 1;

    /** More are not told in what the tax agency has room for. */
    private static final int LINEAS_DESCRITAS = 200;

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
            Totales totales,
            @Nullable String formaPago,
            @Nullable String notas,
            @Nullable Importe totalEsperado) {}

    /** Ids grow with time. */
    public static UUID nuevoId() {
        return IDS.generate();
    }

    /**
     * @throws TotalDistintoException if it does not come to what was expected
     * @throws ValorNoAdmitidoException if anything of it can't be kept
     * @throws RetencionNoPermitidaException if tax is to be withheld by who does not do so
     * @throws SerieNoPermitidaException if the law does not allow it for this client or amount
     */
    static Factura emitir(UUID id, Pedido pedido, Destinatario destinatario, Instant ahora) {
        Totales totales = pedido.totales();
        totales.comprobar(pedido.totalEsperado());
        if (totales.retencionIrpf() != null) {
            destinatario.comprobarQueRetiene();
        }
        Serie serie =
                Serie.para(pedido.serie(), destinatario, totales.desglose().total());
        var factura = new Factura(
                id,
                serie,
                TipoFactura.de(serie),
                pedido.fecha(),
                pedido.fechaOperacion(),
                pedido.vencimiento(),
                ahora,
                destinatario,
                pedido.lineas(),
                pedido.ivaIncluido(),
                totales,
                pedido.formaPago(),
                pedido.notas(),
                null,
                List.of());
        ValorNoAdmitidoException.comprobar(factura);
        return factura;
    }

    public Importe total() {
        return totales.total();
    }

    public Desglose desglose() {
        return totales.desglose();
    }

    /** As it is to be registered with the tax agency. */
    Alta comoAlta() {
        return new Alta(
                id,
                tipo.name(),
                fecha,
                fechaOperacion,
                lineas.stream().limit(LINEAS_DESCRITAS).map(Linea::descripcion).collect(Collectors.joining("; ")),
                Alta.nombraDestinatario(tipo.name()) ? destinatario.comoPersona() : null,
                desglose().impuestos().stream()
                        .map(i -> new Alta.Impuesto(
                                clave(i.exencion()), i.tipo(), i.base(), i.cuota(), i.recargoTipo(), i.recargo()))
                        .toList(),
                rectificacion == null ? null : rectificacion.comoAlta(),
                canjeadas.stream().map(Referencia::id).toList());
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
                desglose().impuestos().stream().map(Factura::comoEvento).toList(),
                desglose().base().euros(),
                desglose().cuota().euros(),
                total().euros(),
                rectificacion == null ? null : comoEvento(rectificacion),
                desglose().recargo().euros(),
                totales.retencion().euros(),
                canjeadas.isEmpty()
                        ? null
                        : canjeadas.stream().map(Factura::comoEvento).toList());
    }

    private static FacturaEmitida.Canjeada comoEvento(Referencia canjeada) {
        return new FacturaEmitida.Canjeada(canjeada.id(), canjeada.numero());
    }

    private static FacturaEmitida.Rectificacion comoEvento(Rectificacion rectificacion) {
        Referencia original = rectificacion.original();
        return new FacturaEmitida.Rectificacion(
                original.id(), original.numero(), rectificacion.modo().name());
    }

    private FacturaEmitida.Linea comoEvento(Linea linea) {
        return new FacturaEmitida.Linea(
                linea.descripcion(),
                linea.cantidad(),
                linea.precioSinIva(ivaIncluido),
                linea.descuento(),
                linea.gravamen().iva(),
                linea.importeSinIva(ivaIncluido).euros(),
                linea.gravamen().recargo(),
                clave(linea.gravamen().exencion()));
    }

    private static FacturaEmitida.Impuesto comoEvento(Desglose.Impuesto impuesto) {
        return new FacturaEmitida.Impuesto(
                impuesto.tipo(),
                impuesto.base().euros(),
                impuesto.cuota().euros(),
                impuesto.recargoTipo(),
                impuesto.recargo().euros(),
                clave(impuesto.exencion()));
    }

    private static @Nullable String clave(@Nullable Exencion exencion) {
        return exencion == null ? null : exencion.name();
    }
}
