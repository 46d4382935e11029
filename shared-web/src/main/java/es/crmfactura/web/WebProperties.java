package es.crmfactura.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param titulo of the service, for people
 * @param descripcion what the service is for, for people
 * @param maxBody the largest body of a request
 * @param requireIfMatch whether a change that does not say from which version it was made is refused (428)
 */
@ConfigurationProperties("crmfactura.web")
record WebProperties(
        @DefaultValue("API") String titulo,
        @DefaultValue("") String descripcion,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("false") boolean requireIfMatch) {}
