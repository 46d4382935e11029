package es.crmfactura.factura.remision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message after the other. What goes wrong is tried again; nobody's transaction waits for it. */
final class Remitente {

    private static final Logger log = LoggerFactory.getLogger(Remitente.class);

    private final ColaDeRegistros cola;
    private final Desenlaces desenlaces;
    private final Agencia agencia;

    Remitente(ColaDeRegistros cola, Desenlaces desenlaces, Agencia agencia) {
        this.cola = cola;
        this.desenlaces = desenlaces;
        this.agencia = agencia;
    }

    /**
     * Sends what is to be sent now, as one message.
     *
     * @return whether there was anything
     */
    boolean remitir() throws InterruptedException {
        var lote = cola.tomar();
        if (lote.isPresent()) {
            remitir(lote.get());
        }
        return lote.isPresent();
    }

    private void remitir(Lote lote) throws InterruptedException {
        try {
            desenlaces.responder(lote, agencia.enviar(Mensaje.de(lote)));
        } catch (RemisionFallidaException e) {
            log.warn(
                    "{} records could not be sent to the tax agency: {}",
                    lote.registros().size(),
                    e.motivo());
            desenlaces.fallar(lote, e);
        }
    }
}
