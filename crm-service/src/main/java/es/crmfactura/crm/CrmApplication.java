package es.crmfactura.crm;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.webhooks.TiposDeEvento;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The CRM: clientes, contactos, actividades, oportunidades, and what billing tells about them. */
@SpringBootApplication
public class CrmApplication {

    public static void main(String[] args) {
        SpringApplication.run(CrmApplication.class, args);
    }

    @Bean
    static EventTypes eventTypes() {
        return EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class);
    }

    @Bean
    static TiposDeEvento tiposDeEvento(EventTypes types) {
        return new TiposDeEvento(types.names(EventoDeCrm.class));
    }
}
