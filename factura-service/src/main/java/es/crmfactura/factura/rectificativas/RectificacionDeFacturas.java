package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Factura;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects invoices: the rectificativa, what it does to what is due, and what the CRM is told are one transaction. */
@Service
public class RectificacionDeFacturas {

    private final Originales originales;
    private final Rectificaciones rectificaciones;
    private final EmisionDeFacturas emision;
    private final Clock clock;

    RectificacionDeFacturas(
            Originales originales, Rectificaciones rectificaciones, EmisionDeFacturas emision, Clock clock) {
        this.originales = originales;
        this.rectificaciones = rectificaciones;
        this.emision = emision;
        this.clock = clock;
    }

    /** @return the id of the rectificativa */
    @Transactional
    public UUID rectificar(UUID id, NuevaRectificativa nueva) {
        nueva.comprobar(LocalDate.now(clock));
        var correccion = new Correccion(originales.bloquear(id), nueva);
        Factura rectificativa = emision.emitir(nueva.fecha(), fecha -> correccion.factura(fecha, clock.instant()))
                .factura();
        rectificaciones.aplicar(rectificativa);
        return rectificativa.id();
    }
}
