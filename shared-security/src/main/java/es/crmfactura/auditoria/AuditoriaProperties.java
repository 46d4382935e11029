package es.crmfactura.auditoria;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sellarCada how long an entry waits for its place in the chain, at most */
@ConfigurationProperties("crmfactura.auditoria")
record AuditoriaProperties(@DefaultValue("1s") Duration sellarCada) {}
