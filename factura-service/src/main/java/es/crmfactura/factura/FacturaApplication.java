package es.crmfactura.factura;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.webhooks.TiposDeEvento;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Billing: facturas, pagos, and the directory of clients that the CRM feeds. */
@SpringBootApplication
@EnableScheduling
public class FacturaApplication {

    public static void main(String[] args) {
        SpringApplication.run(FacturaApplication.class, args);
    }

    @Bean
    static EventTypes eventTypes() {
        return EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class);
    }

    @Bean
    static TiposDeEvento tiposDeEvento(EventTypes types) {
        return new TiposDeEvento(types.names(EventoDeFactura.class));
    }
}
