package es.crmfactura.crm.reconstruccion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a reconstruccion goes on.
 *
 * @param intervalo how often it is looked at
 * @param paciencia after how long a silence billing is asked again; doubled with each time, up to an hour
 */
@ConfigurationProperties("crmfactura.reconstruccion")
record ReconstruccionProperties(
        @DefaultValue("1s") Duration intervalo,
        @DefaultValue("1m") Duration paciencia) {}
