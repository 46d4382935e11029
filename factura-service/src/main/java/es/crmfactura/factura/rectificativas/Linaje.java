package es.crmfactura.factura.rectificativas;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which invoices stand on which: what corrects or replaces another, or was exchanged for it, stands on that one. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Linaje {

    /** All on which it stands, and it. This never changes. */
    private static final String HASTA = """
            with recursive linaje as (
              select id, rectifica_a, 0 as paso from factura where id = :id
              union all
              select a.id, a.rectifica_a, l.paso + 1
              from linaje l
              cross join lateral (
                select f.id, f.rectifica_a from factura f where f.id = l.rectifica_a
                union all
                select c.id, c.rectifica_a from factura_canje x join factura c on c.id = x.canjeada where x.factura_id = l.id) a)
            select id from linaje order by paso desc, id""";

    private static final String VIGENTE = """
            with recursive sustituta as (
              select s.numero, s.sustituida_por from factura f join factura s on s.id = f.sustituida_por where f.id = :id
              union all
              select s.numero, s.sustituida_por from sustituta f join factura s on s.id = f.sustituida_por)
            select numero from sustituta where sustituida_por is null""";

    private static final String SOBRE = """
            select numero from factura
            where anulada_en is null
              and (rectifica_a = :id or id = (select sustituida_por from factura where id = :id))
            order by emitida_en, numero""";

    private final JdbcClient jdbc;

    Linaje(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks an invoice until the transaction ends, and before it all on which it stands: the oldest first, so that two who lock
     * the same ones do not wait for each other.
     */
    public void bloquear(UUID id) {
        List<UUID> linaje = jdbc.sql(HASTA).param("id", id).query(UUID.class).list();
        jdbc.sql("select id from factura where id = any(:ids) order by array_position(:ids, id) for update")
                .param("ids", linaje.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** @return the number of the invoice that now counts in the place of this one; empty if it counts itself */
    public Optional<String> vigente(UUID id) {
        return jdbc.sql(VIGENTE).param("id", id).query(String.class).optional();
    }

    /** @return the numbers of those that stand on it now */
    List<String> sobre(UUID id) {
        return jdbc.sql(SOBRE).param("id", id).query(String.class).list();
    }
}
