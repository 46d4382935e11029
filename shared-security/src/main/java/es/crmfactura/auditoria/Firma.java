package es.crmfactura.auditoria;

import es.crmfactura.security.Identidad;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the database who is asking, for as long as a transaction that may write lasts. */
class Firma implements TransactionExecutionListener {

    private static final String SIGN =
            "select set_config('crmfactura.quien', ?, true), set_config('crmfactura.traza', ?, true)";

    private final DataSource database;
    private final JdbcTemplate jdbc;

    Firma(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
        if (beginFailure == null
                && !transaction.isReadOnly()
                && !transaction.isNested()
                && TransactionSynchronizationManager.hasResource(database)) {
            Identidad.actual().ifPresent(this::sign);
        }
    }

    /**
     * If that fails, the transaction takes no other statement either, so that whoever has begun it hears of it; thrown from here it
     * would keep the connection for ever.
     */
    private void sign(Identidad identidad) {
        try {
            jdbc.query(SIGN, row -> {}, identidad.nombre(), MDC.get("traceId"));
        } catch (DataAccessException e) {
            // as said above
        }
    }
}
