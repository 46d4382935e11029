package es.crmfactura.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param titulo of the service, for people
 * @param descripcion what the service is for, for people
 * @param maxBody the largest body of a request
 * @param maxUpload the largest {@link Upload}, which is kept in a file meanwhile
 * @param maxRequests how many requests may be at work at once
 * @param maxWait how long another one waits for its turn
 * @param corsOrigins whose pages may use the API from a browser, for instance {@code https://crm.example.com}
 * @param requireIfMatch whether a change that does not say from which version it was made is refused (428)
 */
@ConfigurationProperties("crmfactura.web")
record WebProperties(
        @DefaultValue("API") String titulo,
        @DefaultValue("") String descripcion,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxUpload,
        @DefaultValue("200") int maxRequests,
        @DefaultValue("2s") Duration maxWait,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("false") boolean requireIfMatch) {}
