package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.Destinatarios;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Factura;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues full invoices in exchange for simplified ones (RD 1619/2012, art. 15.6). */
@Service
public class CanjeDeFacturas {

    private final Simplificadas simplificadas;
    private final Cuentas cuentas;
    private final Rectificaciones rectificaciones;
    private final Destinatarios destinatarios;
    private final EmisionDeFacturas emision;
    private final Clock clock;

    CanjeDeFacturas(
            Simplificadas simplificadas,
            Cuentas cuentas,
            Rectificaciones rectificaciones,
            Destinatarios destinatarios,
            EmisionDeFacturas emision,
            Clock clock) {
        this.simplificadas = simplificadas;
        this.cuentas = cuentas;
        this.rectificaciones = rectificaciones;
        this.destinatarios = destinatarios;
        this.emision = emision;
        this.clock = clock;
    }

    /** @return the id of the full invoice */
    @Transactional
    public UUID canjear(NuevoCanje nuevo) {
        nuevo.comprobar(LocalDate.now(clock));
        Destinatario cliente = destinatarios.de(nuevo.clienteCrmId(), nuevo.cliente());
        cliente.comprobarQueTieneNif();
        Canje canje = canje(nuevo, cliente);
        Factura factura = emision.emitir(nuevo.fecha(), fecha -> canje.factura(fecha, clock.instant()))
                .factura();
        rectificaciones.aplicar(factura);
        return factura.id();
    }

    private Canje canje(NuevoCanje nuevo, Destinatario cliente) {
        List<Simplificada> canjeadas = simplificadas.bloquear(nuevo.facturas());
        List<UUID> ids = canjeadas.stream()
                .map(simplificada -> simplificada.factura().id())
                .toList();
        List<Desglose.Impuesto> impuestos = cuentas.impuestos(ids).impuestos();
        return new Canje(nuevo, cliente, canjeadas, cuentas.lineas(ids), new Desglose(impuestos, ids.size()));
    }
}
