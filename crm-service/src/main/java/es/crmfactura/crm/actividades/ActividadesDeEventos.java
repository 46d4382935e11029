package es.crmfactura.crm.actividades;

import es.crmfactura.conciliacion.Efectos;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An event's actividad has the event's id. */
@Component
class ActividadesDeEventos implements Efectos {

    private final JdbcClient jdbc;

    ActividadesDeEventos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Efecto> de(UUID eventoId) {
        return jdbc
                .sql("select id from actividad where id = ? and origen = 'evento'")
                .param(eventoId)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> new Efecto("actividad", id, "/api/crm/actividades/" + id))
                .toList();
    }
}
