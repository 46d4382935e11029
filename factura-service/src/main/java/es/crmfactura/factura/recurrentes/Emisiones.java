package es.crmfactura.factura.recurrentes;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The days that have come, each with the draft that became an invoice or is going to. */
@Component
class Emisiones {

    private final JdbcClient jdbc;
    private final Clock clock;

    Emisiones(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param directa to be issued without anybody looking at it */
    void anotar(UUID recurrente, LocalDate fecha, UUID factura, boolean directa) {
        jdbc.sql("insert into recurrente_emision (recurrente_id, fecha, factura_id, directa) values (?, ?, ?, ?)")
                .params(recurrente, fecha, factura, directa)
                .update();
    }

    /** Drafts that are to be issued, in the order of their days. */
    List<UUID> porEmitir() {
        return jdbc.sql("""
                select e.factura_id from borrador b join recurrente_emision e on e.factura_id = b.id
                where e.directa order by e.fecha, e.factura_id""").query(UUID.class).list();
    }

    /** Only looked at while the draft is there: others may have issued it at the same moment, or it may succeed later. */
    void fallo(UUID factura, String codigo, String detalle) {
        jdbc.sql("""
                update recurrente_emision
                set intentos = intentos + 1, fallo_codigo = :codigo, fallo = :detalle, fallo_en = :ahora
                where factura_id = :factura""")
                .param("codigo", codigo)
                .param("detalle", detalle)
                .param("ahora", OffsetDateTime.now(clock))
                .param("factura", factura)
                .update();
    }
}
