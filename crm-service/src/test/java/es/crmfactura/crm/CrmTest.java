package es.crmfactura.crm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test with the whole service running, and an {@link OldClient} that talks to it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CrmApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // billing, who would take what it publishes, is not here
            "crmfactura.messaging.relay.auto-startup=false",
            "crmfactura.conciliacion.auto-startup=false",
            "spring.datasource.hikari.connection-timeout=1000"
        })
@Import(OldClient.class)
public @interface CrmTest {}
