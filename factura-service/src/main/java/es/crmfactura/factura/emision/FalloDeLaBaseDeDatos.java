package es.crmfactura.factura.emision;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionException;

/** Tells failures of the database, which are nobody's in particular and pass, from those of what was to be written. */
public final class FalloDeLaBaseDeDatos {

    private FalloDeLaBaseDeDatos() {}

    public static boolean es(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof TransactionException
                // the transaction could not be ended: its connection is gone
                || e instanceof JpaSystemException;
    }
}
