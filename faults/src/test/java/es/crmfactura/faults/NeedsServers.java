package es.crmfactura.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Where there are none, the class is reported as skipped, which an assumption before its tests is not. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "es.crmfactura.faults.Servers#areThere",
        disabledReason = "no Docker, and no RabbitMQ of the environment: the services' jars need one")
@interface NeedsServers {}
