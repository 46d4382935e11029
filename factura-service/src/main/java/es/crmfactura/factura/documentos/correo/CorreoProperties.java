package es.crmfactura.factura.documentos.correo;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server is, {@code spring.mail.*} says.
 *
 * @param from the address that invoices are sent from, which the server has to allow
 * @param retries how long to wait after each failure; after the last one it is given up
 * @param lease after which an attempt is taken for lost, such as that of an instance that was killed; more than the server takes
 * @param pollInterval how often to look for what is to be sent
 */
@ConfigurationProperties("crmfactura.correo")
record CorreoProperties(
        @Nullable String from,

        @DefaultValue({"1m", "5m", "15m", "1h", "3h", "6h", "12h"})
        List<Duration> retries,

        @DefaultValue("5m") Duration lease,
        @DefaultValue("1s") Duration pollInterval) {}
