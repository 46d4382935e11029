package es.crmfactura.factura.emision;

import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.factura.verifactu.Registros.Registrada;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.security.Identidad;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The number, the invoice, its record and what the CRM is told are one transaction. Those that are asked for at the same time
 * share it, as each would only wait for the lock on the other's number; but only those of one and the same, whose deed it is.
 */
@Component
class EmisionConjunta {

    private static final int LARGEST_GROUP = 100;

    private final Facturas facturas;
    private final BorradoresPorEmitir borradores;
    private final Registros registros;
    private final EventLog eventos;
    private final TransactionOperations transaccion;
    private final GroupCommit<Peticion, Registrada> emision =
            new GroupCommit<>(LARGEST_GROUP, Peticion::quien, this::emitirJuntas);

    EmisionConjunta(
            Facturas facturas,
            BorradoresPorEmitir borradores,
            Registros registros,
            EventLog eventos,
            TransactionOperations transaccion) {
        this.facturas = facturas;
        this.borradores = borradores;
        this.registros = registros;
        this.eventos = eventos;
        this.transaccion = transaccion;
    }

    /** @param borrador the version of the draft it is issued from; null if it is not */
    Registrada emitir(Factura factura, @Nullable Long borrador) {
        return emision.submit(new Peticion(factura, borrador, Identidad.actual(), eventos.currentTrace()));
    }

    /** In the transaction of the caller; the number of each, or why it has none. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Intento<String>> emitir(List<Factura> preparadas) {
        List<Peticion> peticiones = preparadas.stream()
                .map(factura -> new Peticion(factura, null, Identidad.actual(), eventos.currentTrace()))
                .toList();
        Map<UUID, Registrada> registradas = emitirPosibles(peticiones);
        return peticiones.stream()
                .map(peticion -> peticion.outcome(Map.of(), registradas.get(peticion.id())))
                .map(outcome -> Intento.de(() -> outcome.get().numero()))
                .toList();
    }

    private record Peticion(
            Factura factura,
            @Nullable Long borrador,
            Optional<Identidad> quien,
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
