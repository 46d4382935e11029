package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.facturas.FacturasVencidas;
import es.crmfactura.factura.facturas.FacturasVencidas.Vencida;
import es.crmfactura.messaging.EventLog;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Tells of invoices that have become overdue, of each once: that it was told is noted in the same transaction. */
@Service
class AvisoDeVencimientos {

    private static final int LOTE = 1000;

    private final FacturasVencidas facturas;
    private final EventLog eventos;
    private final TransactionOperations transaccion;
    private final Clock clock;

    AvisoDeVencimientos(FacturasVencidas facturas, EventLog eventos, TransactionOperations transaccion, Clock clock) {
        this.facturas = facturas;
        this.eventos = eventos;
        this.transaccion = transaccion;
        this.clock = clock;
    }

    /** Of all that were overdue when this day began, however long ago they became it. */
    void avisar() {
        int avisadas;
        do {
            avisadas = Objects.requireNonNull(transaccion.execute(tx -> avisarDeUnLote()));
        } while (avisadas > 0);
    }

    private int avisarDeUnLote() {
        List<Vencida> lote = facturas.marcar(LocalDate.now(clock), OffsetDateTime.now(clock), LOTE);
        eventos.append(lote.stream()
                .map(vencida -> new EventLog.Entry(
                        vencida.evento(), vencida.evento().facturaId(), vencida.version(), eventos.currentTrace()))
                .toList());
        return lote.size();
    }
}
