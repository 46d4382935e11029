package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.factura.emision.FalloDeLaBaseDeDatos;
import es.crmfactura.factura.lotes.rechazos.FilaInadmisibleException;
import es.crmfactura.factura.lotes.rechazos.Rechazo;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes a lote a step further, in one transaction. Where that fails, row by row: so that a bad row costs only itself. */
@Component
class Avanzador {

    private static final Logger log = LoggerFactory.getLogger(Avanzador.class);

    private static final int POR_VALIDAR = 500;

    /** How long somebody else waits for the series grows with it. */
    private static final int POR_EMITIR = 100;

    private static final String FALLO_NUESTRO =
            "Algo ha fallado por nuestra parte. No se ha perdido nada: reanude el lote y, si se vuelve a parar, avise.";

    private final Progreso progreso;
    private final Filas filas;
    private final Paso paso;
    private final TransactionOperations transaccion;

    Avanzador(Progreso progreso, Filas filas, Paso paso, TransactionOperations transaccion) {
        this.progreso = progreso;
        this.filas = filas;
        this.paso = paso;
        this.transaccion = transaccion;
    }

    /** @return whether something was done */
    boolean avanzar(UUID lote) {
        try {
            return avanzar(lote, POR_EMITIR);
        } catch (RuntimeException e) {
            if (FalloDeLaBaseDeDatos.es(e)) {
                throw e;
            }
            return filaAFila(lote);
        }
    }

    private boolean avanzar(UUID lote, int limite) {
        return siNadieMas(lote, enCurso -> {
            if (enCurso.estado() == Estado.validando) {
                paso.validar(enCurso, POR_VALIDAR);
            } else {
                emitir(enCurso, filas.porEmitir(enCurso, limite));
            }
        });
    }

    private void emitir(EnCurso lote, List<Fila> unas) {
        try {
            paso.emitir(lote, unas);
        } catch (Problema e) {
            throw new FilasFallidas(unas, e);
        } catch (DataIntegrityViolationException e) {
            throw new FilasFallidas(unas, new FilaInadmisibleException());
        }
    }

    /** Some of these rows have broken a rule. */
    private static final class FilasFallidas extends RuntimeException {

        private final List<Fila> filas;
        private final Problema problema;

        FilasFallidas(List<Fila> filas, Problema problema) {
            super(problema);
            this.filas = filas;
            this.problema = problema;
        }

        Rechazo primera() {
            return Rechazo.de(filas.get(0).numero(), problema);
        }
    }

    private boolean siNadieMas(UUID lote, Consumer<EnCurso> paso) {
        return Boolean.TRUE.equals(transaccion.execute(tx -> progreso.tomar(lote)
                .map(enCurso -> {
                    paso.accept(enCurso);
                    return true;
                })
                .orElse(false)));
    }

    private boolean filaAFila(UUID lote) {
        boolean sigue = true;
        for (int i = 0; i < POR_EMITIR && sigue; i++) {
            sigue = unaFila(lote);
        }
        return sigue;
    }

    private boolean unaFila(UUID lote) {
        try {
            return avanzar(lote, 1);
        } catch (FilasFallidas e) {
            return rechazar(lote, e.primera());
        } catch (RuntimeException e) {
            if (FalloDeLaBaseDeDatos.es(e)) {
                throw e;
            }
            log.error("A lote was paused", e);
            progreso.pausar(lote, FALLO_NUESTRO);
            return false;
        }
    }

    /** Unless another instance has dealt with it meanwhile. */
    private boolean rechazar(UUID lote, Rechazo rechazo) {
        return siNadieMas(lote, enCurso -> {
            if (filas.porEmitir(enCurso, 1).stream().anyMatch(siguiente -> siguiente.numero() == rechazo.fila())) {
                paso.rechazar(enCurso, rechazo);
            }
        });
    }
}
