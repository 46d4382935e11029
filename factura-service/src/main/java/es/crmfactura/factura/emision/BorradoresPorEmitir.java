package es.crmfactura.factura.emision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The drafts that invoices are issued from. They go in the transaction that issues them. */
@Component
class BorradoresPorEmitir {

    private final JdbcTemplate jdbc;

    BorradoresPorEmitir(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks those that are there until the transaction ends, always in the same order.
     *
     * @return the version of each
     */
    Map<UUID, Long> bloquear(List<UUID> ids) {
        Map<UUID, Long> versiones = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    "select id, version from borrador where id = any(?) order by id for update",
                    row -> {
                        versiones.put(row.getObject("id", UUID.class), row.getLong("version"));
                    },
                    (Object) ids.toArray(UUID[]::new));
        }
        return versiones;
    }

    void quitar(List<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("delete from borrador where id = any(?)", (Object) ids.toArray(UUID[]::new));
        }
    }
}
