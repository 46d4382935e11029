package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.factura.rectificativas.FacturaSustituidaException;
import es.crmfactura.factura.rectificativas.Linaje;
import es.crmfactura.factura.rectificativas.Rectificaciones;
import es.crmfactura.factura.valores.Importe;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What payments, and their return, do to an invoice. */
@Component
public class Cobros {

    private final JdbcTemplate jdbc;
    private final Linaje linaje;
    private final Rectificaciones rectificaciones;

    Cobros(JdbcTemplate jdbc, Linaje linaje, Rectificaciones rectificaciones) {
        this.jdbc = jdbc;
        this.linaje = linaje;
        this.rectificaciones = rectificaciones;
    }

    /**
     * Counts a payment, within the caller's transaction; until that ends the invoice is locked.
     *
     * @return the invoice after the payment
     * @throws FacturaDesconocida if there is no such invoice
     * @throws FacturaSustituidaException if another one stands in its place
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public FacturaPorCobrar registrarPago(String id, Importe importe) {
        FacturaPorCobrar factura = bloquear(FacturaId.de(id)).orElseThrow(FacturaDesconocida::new);
        linaje.vigente(factura.id()).ifPresent(sustituta -> {
            throw FacturaSustituidaException.alPagar(sustituta);
        });
        FacturaPorCobrar pagada = factura.registrarPago(importe);
        guardar(pagada);
        return pagada;
    }

    /**
     * Counts a payment no more, within the caller's transaction; until that ends the invoice is locked. If others stand in
     * its place, it does not count for them any more either.
     *
     * @return the invoice without it
     * @throws FacturaDesconocida if there is no such invoice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public FacturaPorCobrar devolverPago(UUID id, Importe importe) {
        FacturaPorCobrar factura =
                bloquear(id).orElseThrow(FacturaDesconocida::new).devolverPago(importe);
        guardar(factura);
        rectificaciones.devolver(factura.sustituidaPor(), importe);
        return factura;
    }

    /**
     * @return the invoice's id
     * @throws FacturaDesconocida if there is no such invoice
     */
    public UUID deFactura(String id) {
        UUID factura = FacturaId.de(id);
        if (!existe(factura)) {
            throw new FacturaDesconocida();
        }
        return factura;
    }

    private boolean existe(UUID id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from factura where id = ?)", Boolean.class, id));
    }

    /** Locked until the transaction ends. */
    Optional<FacturaPorCobrar> bloquear(UUID id) {
        return jdbc
                .query(
                        """
                        select numero, cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, total, pagado,
                          compensado, sustituida_por, anulada_en is not null as anulada, version
                        from factura where id = ? for update""",
                        (row, number) -> new FacturaPorCobrar(
                                id,
                                row.getString("numero"),
                                new ClienteFacturado(
                                        row.getObject("cliente_crm_id", UUID.class),
                                        row.getString("cliente_nombre"),
                                        row.getString("cliente_email"),
                                        row.getString("cliente_cif_nif")),
                                new Importe(row.getBigDecimal("total")),
                                new Importe(row.getBigDecimal("pagado")),
                                new Importe(row.getBigDecimal("compensado")),
                                row.getObject("sustituida_por", UUID.class),
                                row.getBoolean("anulada"),
                                row.getLong("version")),
                        id)
                .stream()
                .findFirst();
    }

    private void guardar(FacturaPorCobrar factura) {
        jdbc.update(
                "update factura set pagado = ?, version = ? where id = ?",
                factura.pagado().euros(),
                factura.version(),
                factura.id());
    }
}
