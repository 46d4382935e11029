package es.crmfactura.factura.documentos.pdf;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param parallel how many are made at the same time
 * @param patience how long a request waits for its turn
 */
@ConfigurationProperties("crmfactura.pdf")
record PdfProperties(
        @DefaultValue("2") int parallel,
        @DefaultValue("10s") Duration patience) {}
