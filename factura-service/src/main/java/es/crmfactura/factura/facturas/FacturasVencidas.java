package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaVencida;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Invoices whose last day has passed, and of which something is still due. */
@Component
public class FacturasVencidas {

    /**
     * Who waits for the lock looks at the invoice again when it has it: what was paid meanwhile is not overdue. That others have
     * marked it meanwhile only the insert sees. The oldest are locked first, as by all who lock several: an id tells when it was made.
     */
    private static final String MARCAR = """
            with vencida as (
              select id from factura
              where %s and not exists (select from factura_vencida where factura_id = id)
              order by id limit :cuantas
              for update of factura),
            nueva as (
              insert into factura_vencida (factura_id, avisada_en)
              select id, :ahora from vencida
              on conflict do nothing
              returning factura_id)
            update factura f set version = f.version + 1 from nueva where f.id = nueva.factura_id
            returning f.id, f.numero, f.cliente_crm_id, f.cliente_nombre, f.cliente_email, f.cliente_cif_nif, f.vencimiento,
              f.total, f.pagado, f.pendiente, f.version""".formatted(Estado.vencida.condicion());

    private final JdbcClient jdbc;

    FacturasVencidas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param version of the invoice with this event */
    public record Vencida(FacturaVencida evento, long version) {}

    /**
     * Marks some of those that were not marked before, within the caller's transaction; until that ends they are locked.
     *
     * @param hoy they had to be paid before this day
     * @return what is to be told of each; empty when none is left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Vencida> marcar(LocalDate hoy, OffsetDateTime ahora, int cuantas) {
        return jdbc.sql(MARCAR)
                .param("hoy", hoy)
                .param("ahora", ahora)
                .param("cuantas", cuantas)
                .query((row, number) -> new Vencida(
                        new FacturaVencida(
                                row.getObject("id", UUID.class),
                                row.getString("numero"),
                                new ClienteFacturado(
                                        row.getObject("cliente_crm_id", UUID.class),
                                        row.getString("cliente_nombre"),
                                        row.getString("cliente_email"),
                                        row.getString("cliente_cif_nif")),
                                row.getObject("vencimiento", LocalDate.class),
                                row.getBigDecimal("total"),
                                row.getBigDecimal("pagado"),
                                row.getBigDecimal("pendiente")),
                        row.getLong("version")))
                .list();
    }
}
