package es.crmfactura.factura.emision;

import es.crmfactura.factura.verifactu.Alta;
import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.factura.verifactu.Registros.Registrada;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes invoices of what is asked for, and issues them. */
@Service
public class EmisionDeFacturas {

    private final Facturas facturas;
    private final Destinatarios destinatarios;
    private final Registros registros;
    private final EmisionConjunta conjunta;
    private final Clock clock;

    EmisionDeFacturas(
            Facturas facturas,
            Destinatarios destinatarios,
            Registros registros,
            EmisionConjunta conjunta,
            Clock clock) {
        this.facturas = facturas;
        this.destinatarios = destinatarios;
        this.registros = registros;
        this.conjunta = conjunta;
        this.clock = clock;
    }

    /** @param registro of the invoice in the tax agency's chain */
    public record Emitida(Factura factura, Registrada registro) {

        public String numero() {
            return registro.numero();
        }
    }

    public Emitida emitir(NuevaFactura nueva) {
        return emitir(new Encargo(Factura.nuevoId(), nueva, null));
    }

    /**
     * In its place: the draft is gone when the invoice is there.
     *
     * @throws BorradorCambiadoException if it is not there any more, or has changed
     */
    public Emitida emitir(Borrador borrador) {
        return emitir(new Encargo(borrador.id(), borrador.contenido(), borrador.version()));
    }

    /**
     * What corrects others, or is issued in exchange for them.
     *
     * @param fecha as it was asked for; null is today
     * @param factura with that date
     */
    public Emitida emitir(@Nullable LocalDate fecha, Function<LocalDate, Factura> factura) {
        return emitir(fecha, null, () -> factura.apply(fecha == null ? LocalDate.now(clock) : fecha));
    }

    /** @throws EmisorSinConfigurarException while nothing can be issued */
    public void comprobarQueHayEmisor() {
        if (!facturas.hayEmisor()) {
            throw new EmisorSinConfigurarException();
        }
    }

    /**
     * Several invoices as {@link #emitir(List)} would issue them now, or why they can't be issued. Nothing is written or locked.
     */
    public List<Intento<Factura>> preparar(List<NuevaFactura> nuevas) {
        List<Supplier<Destinatario>> quienes = destinatarios.de(nuevas);
        Predicate<Factura> siguientes = facturas.siguientes();
        Consumer<Alta> reglas = registros.comprobacion();
        return IntStream.range(0, nuevas.size())
                .mapToObj(i -> Intento.de(() -> preparar(nuevas.get(i), quienes.get(i), siguientes, reglas)))
                .toList();
    }

    private Factura preparar(
            NuevaFactura nueva, Supplier<Destinatario> quien, Predicate<Factura> siguientes, Consumer<Alta> reglas) {
        Factura factura = Factura.emitir(Factura.nuevoId(), nueva.pedido(clock), quien.get(), clock.instant());
        if (!siguientes.test(factura)) {
            throw new FechaAnteriorException(factura.serie());
        }
        reglas.accept(factura.comoAlta());
        return factura;
    }

    /**
     * Issues invoices in the transaction of the caller, who has others of their series wait until it ends.
     *
     * @return the number of each, or why it has none
     */
    public List<Intento<String>> emitir(List<Factura> preparadas) {
        return conjunta.emitir(preparadas);
    }

    /** @param borrador the version of the draft it is issued from; null if it is not */
    private record Encargo(
            UUID id, NuevaFactura nueva, @Nullable Long borrador) {}

    private Emitida emitir(Encargo encargo) {
        NuevaFactura nueva = encargo.nueva();
        return emitir(
                nueva.fecha(),
                encargo.borrador(),
                () -> Factura.emitir(
                        encargo.id(),
                        nueva.pedido(clock),
                        destinatarios.de(nueva.clienteCrmId(), nueva.cliente()),
                        clock.instant()));
    }

    private Emitida emitir(@Nullable LocalDate pedida, @Nullable Long borrador, Supplier<Factura> factura) {
        try {
            return emitir(factura.get(), borrador);
        } catch (FechaAnteriorException e) {
            if (pedida != null) {
                throw e;
            }
            // it has become midnight since the date was taken, and somebody else was quicker
            return emitir(factura.get(), borrador);
        }
    }

    private Emitida emitir(Factura factura, @Nullable Long borrador) {
        registros.comprobar(factura.comoAlta());
        return new Emitida(factura, conjunta.emitir(factura, borrador));
    }
}
