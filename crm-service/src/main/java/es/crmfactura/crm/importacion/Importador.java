package es.crmfactura.crm.importacion;

import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.crm.importacion.Progreso.Pendiente;
import es.crmfactura.messaging.WakeUp;
import es.crmfactura.messaging.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Goes on with the oldest import that is not done, one after the other. Of all instances of the service one does, for as long
 * as it holds a lock of the database. Should the lock get lost, two may for a moment: the position, which is noted with the
 * rows, lets only one of them through.
 */
@Component
class Importador implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Importador.class);
    private static final int LOTE = 500;
    private static final Duration ESPERA = Duration.ofSeconds(1);
    private static final String TURNO =
            "select pg_try_advisory_lock(hashtextextended('importacion:' || current_schema(), 0))";
    private static final String CEDER =
            "select pg_advisory_unlock(hashtextextended('importacion:' || current_schema(), 0))";

    private final Progreso progreso;
    private final Lotes lotes;
    private final DataSource database;
    private final WakeUp despertador = new WakeUp();
    private final Worker trabajo =
            new Worker("importador", this::trabajar, reason -> log.warn("imports nothing for now: {}", reason));

    Importador(Progreso progreso, Lotes lotes, DataSource database) {
        this.progreso = progreso;
        this.lotes = lotes;
        this.database = database;
    }

    private void trabajar() throws SQLException {
        // reasons are given in the language of the answers
        LocaleContextHolder.setLocale(Locale.forLanguageTag("es"));
        while (isRunning()) {
            progreso.borrarAntiguas();
            if (progreso.hayPendientes()) {
                porTurno();
            }
            // others may have received a file, or have stopped in the middle of one
            despertador.await(ESPERA);
        }
    }

    /** To be registered with the transaction that a file has come in with. */
    TransactionSynchronization alRecibir() {
        return despertador.afterCommit();
    }

    private void porTurno() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (preguntar(connection, TURNO)) {
                try {
                    progreso.siguiente().ifPresent(this::continuar);
                } finally {
                    preguntar(connection, CEDER);
                }
            }
        }
    }

    private static boolean preguntar(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void continuar(Pendiente importacion) {
        try (Stream<CsvRecord> filas = importacion.formato().filas(progreso.contenido(importacion))) {
            long cabecera = 1;
            if (hacer(
                    importacion,
                    filas.skip(cabecera + importacion.filasLeidas()).iterator())) {
                progreso.terminar(importacion);
            }
        } catch (RuntimeException e) {
            progreso.fallo(importacion);
            throw e;
        }
    }

    /** @return whether nothing is left */
    private boolean hacer(Pendiente importacion, Iterator<CsvRecord> filas) {
        long hechas = importacion.filasLeidas();
        while (filas.hasNext()) {
            List<CsvRecord> lote = new ArrayList<>();
            while (lote.size() < LOTE && filas.hasNext()) {
                lote.add(filas.next());
            }
            if (!isRunning() || !lotes.hacer(importacion, hechas, lote)) {
                return false;
            }
            hechas += lote.size();
        }
        return true;
    }

    @Override
    public void start() {
        trabajo.start();
    }

    @Override
    public void stop() {
        trabajo.stop(despertador::nudge);
    }

    @Override
    public boolean isRunning() {
        return trabajo.isWanted();
    }
}
