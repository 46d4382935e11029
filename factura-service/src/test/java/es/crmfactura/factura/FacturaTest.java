package es.crmfactura.factura;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test with the whole service running with an issuer, and a {@link ShopProgram} that talks to it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = FacturaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "crmfactura.demo=true",
            // the CRM, which would take what it publishes, is not here
            "crmfactura.messaging.relay.auto-startup=false",
            "crmfactura.conciliacion.auto-startup=false",
            // what is done by the clock, tests call
            "crmfactura.recurrentes.activo=false",
            "crmfactura.vencimientos.activo=false",
            "crmfactura.sumas.activo=false",
            // so that each test has years to itself
            "crmfactura.verifactu.primera-fecha=1600-01-01"
        })
@Import({ShopProgram.class, EventLogReader.class, CrmVoice.class})
public @interface FacturaTest {}
