package es.crmfactura.factura.borradores;

import es.crmfactura.eventos.OportunidadGanada;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was won is invoiced: as a draft, which somebody looks at before it is issued. */
@Component
class AlGanarOportunidad implements EventHandler {

    private final JdbcTemplate jdbc;
    private final Borradores borradores;

    AlGanarOportunidad(JdbcTemplate jdbc, Borradores borradores) {
        this.jdbc = jdbc;
        this.borradores = borradores;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(OportunidadGanada.class);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            if (event.payload() instanceof OportunidadGanada ganada) {
                apply(ganada);
            }
        }
    }

    /** Each oportunidad once, also if its draft is not there any more. */
    private void apply(OportunidadGanada ganada) {
        UUID factura = Factura.nuevoId();
        int nueva = jdbc.update(
                "insert into oportunidad_facturada (oportunidad_id, factura_id, titulo) values (?, ?, ?) on conflict do nothing",
                ganada.oportunidadId(),
                factura,
                ganada.titulo());
        if (nueva == 1) {
            borradores.anadir(factura, contenido(ganada));
        }
    }

    private static NuevaFactura contenido(OportunidadGanada ganada) {
        return NuevaFactura.para(
                ganada.clienteId(),
                ganada.lineas().stream()
                        .map(linea -> NuevaFactura.Item.de(linea.descripcion(), linea.cantidad(), linea.precio()))
                        .toList());
    }
}
