package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.borradores.Borradores;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.web.Precondicion;
import es.crmfactura.web.Problema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the invoices whose day has come, in two steps. Each of them happens once, however many instances do it at the same time
 * and wherever they are stopped: first a draft, in one transaction with the note that its day is done; then, unless somebody is
 * to look at it, the invoice, which consumes the draft.
 */
@Service
class EmisionDeRecurrentes {

    private static final Logger log = LoggerFactory.getLogger(EmisionDeRecurrentes.class);

    private final Recurrentes recurrentes;
    private final Emisiones emisiones;
    private final Borradores borradores;
    private final TransactionOperations transaccion;
    private final Clock clock;

    EmisionDeRecurrentes(
            Recurrentes recurrentes,
            Emisiones emisiones,
            Borradores borradores,
            TransactionOperations transaccion,
            Clock clock) {
        this.recurrentes = recurrentes;
        this.emisiones = emisiones;
        this.borradores = borradores;
        this.transaccion = transaccion;
        this.clock = clock;
    }

    /** All that are due. One that fails is tried again the next time, and keeps no other from its turn. */
    void emitir() {
        hacerBorradores();
        emitirBorradores();
    }

    void hacerBorradores() {
        LocalDate hoy = LocalDate.now(clock);
        recurrentes.debidas(hoy).forEach(id -> {
            try {
                transaccion.executeWithoutResult(
                        tx -> recurrentes.bloquear(id).ifPresent(recurrente -> hacerBorradores(recurrente, hoy)));
            } catch (RuntimeException e) {
                alFallar(id, e);
            }
        });
    }

    private void hacerBorradores(Recurrente recurrente, LocalDate hoy) {
        Recurrente hecha = recurrente;
        for (LocalDate dia : recurrente.debidas(hoy)) {
            UUID factura = Factura.nuevoId();
            emisiones.anotar(
                    recurrente.id(), dia, factura, !recurrente.factura().esBorrador());
            borradores.anadir(factura, recurrente.factura().conFechaDeOperacion(dia));
            hecha = hecha.hecha(dia);
        }
        recurrentes.guardar(hecha);
    }

    void emitirBorradores() {
        emisiones.porEmitir().forEach(factura -> {
            try {
                borradores.emitir(factura, Precondicion.ninguna());
            } catch (Problema e) {
                emisiones.fallo(factura, e.codigo(), e.detalle());
            } catch (RuntimeException e) {
                alFallar(factura, e);
                emisiones.fallo(factura, "error_interno", "Un error del servicio: se vuelve a intentar.");
            }
        });
    }

    /** @throws RuntimeException the same if the database is away: then there is no need to try the others */
    private static void alFallar(UUID id, RuntimeException e) {
        if (e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof TransactionException) {
            throw e;
        }
        log.error("{} was due and could not be done", id, e);
    }
}
