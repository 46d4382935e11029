package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.factura.rectificativas.Linaje;
import es.crmfactura.factura.rectificativas.Rectificaciones;
import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cancels what was issued by mistake: the invoice, its record and what the CRM is told are one transaction. */
@Service
class AnulacionDeFacturas {

    private final Cobros cobros;
    private final Linaje linaje;
    private final Rectificaciones rectificaciones;
    private final BorradoresReadModel borradores;
    private final Registros registros;
    private final EventLog eventos;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    AnulacionDeFacturas(
            Cobros cobros,
            Linaje linaje,
            Rectificaciones rectificaciones,
            BorradoresReadModel borradores,
            Registros registros,
            EventLog eventos,
            JdbcTemplate jdbc,
            Clock clock) {
        this.cobros = cobros;
        this.linaje = linaje;
        this.rectificaciones = rectificaciones;
        this.borradores = borradores;
        this.registros = registros;
        this.eventos = eventos;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One that was cancelled before stays as it is. Those that this one corrected, or was exchanged for, are as before.
     *
     * @throws FacturaConPagosException if it has payments that were not returned
     * @throws FacturaSinEmitirException if it is a draft
     * @throws FacturaDesconocida if there is none
     */
    @Transactional
    void anular(UUID id, String motivo, Precondicion precondicion) {
        // drafts first: one that is issued meanwhile is found as an invoice
        if (borradores.conId(id).isPresent()) {
            throw new FacturaSinEmitirException();
        }
        linaje.bloquear(id);
        FacturaPorCobrar factura = cobros.bloquear(id).orElseThrow(FacturaDesconocida::new);
        if (!factura.anulada()) {
            precondicion.comprobar(factura.version());
            rectificaciones.comprobarAnulacion(id);
            guardar(factura.anular(), motivo);
            rectificaciones.deshacer(id);
        }
    }

    private void guardar(FacturaPorCobrar anulada, String motivo) {
        jdbc.update(
                "update factura set anulada_en = ?, motivo_anulacion = ?, version = ? where id = ?",
                OffsetDateTime.now(clock),
                motivo,
                anulada.version(),
                anulada.id());
        registros.anular(anulada.id());
        eventos.append(
                new FacturaAnulada(
                        anulada.id(),
                        anulada.numero(),
                        anulada.cliente(),
                        LocalDate.now(clock),
                        anulada.total().euros(),
                        motivo),
                anulada.id(),
                anulada.version());
    }
}
