package es.crmfactura.factura.emision;

import es.crmfactura.factura.verifactu.Alta;
import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.factura.verifactu.Registros.Registrada;
import es.crmfactura.messaging.EventLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues invoices: the number, the invoice, its record and what the CRM is told are one transaction. Those that are asked for
 * at the same time share it, as each would only wait for the lock on the other's number.
 */
@Service
public class EmisionDeFacturas {

    private static final int LARGEST_GROUP = 100;

    private final Facturas facturas;
    private final BorradoresPorEmitir borradores;
    private final Destinatarios destinatarios;
    private final Registros registros;
    private final EventLog eventos;
    private final TransactionOperations transaccion;
    private final Clock clock;
    private final GroupCommit<Peticion, Registrada> emision = new GroupCommit<>(LARGEST_GROUP, this::emitirJuntas);

    EmisionDeFacturas(
            Facturas facturas,
            BorradoresPorEmitir borradores,
            Destinatarios destinatarios,
            Registros registros,
            EventLog eventos,
            TransactionOperations transaccion,
            Clock clock) {
        this.facturas = facturas;
        this.borradores = borradores;
        this.destinatarios = destinatarios;
        this.registros = registros;
        this.eventos = eventos;
        this.transaccion = transaccion;
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
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Intento<String>> emitir(List<Factura> preparadas) {
        List<Peticion> peticiones = preparadas.stream()
                .map(factura -> new Peticion(factura, null, eventos.currentTrace()))
                .toList();
        Map<UUID, Registrada> registradas = emitirPosibles(peticiones);
        return peticiones.stream()
                .map(peticion -> peticion.outcome(Map.of(), registradas.get(peticion.id())))
                .map(outcome -> Intento.de(() -> outcome.get().numero()))
                .toList();
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
        return new Emitida(factura, emision.submit(new Peticion(factura, borrador, eventos.currentTrace())));
    }

    private record Peticion(
            Factura factura,
            @Nullable Long borrador,
            @Nullable String trace) {

        UUID id() {
            return factura.id();
        }

        boolean deBorrador() {
            return borrador != null;
        }

        /** @param versiones of the drafts that are there */
        boolean sigueIgual(Map<UUID, Long> versiones) {
            return borrador == null || borrador.equals(versiones.get(id()));
        }

        Supplier<Registrada> outcome(Map<UUID, Long> versiones, @Nullable Registrada registrada) {
            return () -> {
                if (!sigueIgual(versiones)) {
                    throw new BorradorCambiadoException();
                }
                if (registrada == null) {
                    throw new FechaAnteriorException(factura.serie());
                }
                return registrada;
            };
        }

        EventLog.Entry entry(String numero) {
            return new EventLog.Entry(factura.comoEvento(numero), factura.id(), Factura.PRIMERA_VERSION, trace);
        }
    }

    /** @return the number of each and its record, or why it has none */
    private List<Supplier<Registrada>> emitirJuntas(List<Peticion> peticiones) {
        return Objects.requireNonNull(transaccion.execute(tx -> {
            Map<UUID, Long> versiones = borradores.bloquear(idsDeBorradores(peticiones));
            Map<UUID, Registrada> registradas = emitirPosibles(peticiones.stream()
                    .filter(peticion -> peticion.sigueIgual(versiones))
                    .toList());
            return peticiones.stream()
                    .map(peticion -> peticion.outcome(versiones, registradas.get(peticion.id())))
                    .toList();
        }));
    }

    /** They are registered, and the CRM is told, in the order of the numbers, which is that of the dates. */
    private Map<UUID, Registrada> emitirPosibles(List<Peticion> posibles) {
        Map<UUID, String> numeros =
                facturas.emitir(posibles.stream().map(Peticion::factura).toList());
        List<Peticion> emitidas = posibles.stream()
                .filter(peticion -> numeros.containsKey(peticion.id()))
                .sorted(Comparator.comparing(peticion -> peticion.factura().fecha()))
                .toList();
        borradores.quitar(idsDeBorradores(emitidas));
        eventos.append(emitidas.stream()
                .map(peticion -> peticion.entry(Objects.requireNonNull(numeros.get(peticion.id()))))
                .toList());
        return registros.darDeAlta(
                emitidas.stream().map(peticion -> peticion.factura().comoAlta()).toList(), numeros);
    }

    private static List<UUID> idsDeBorradores(List<Peticion> peticiones) {
        return peticiones.stream()
                .filter(Peticion::deBorrador)
                .map(Peticion::id)
                .toList();
    }
}
