package es.crmfactura.factura.remision;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemisionProperties.class)
class RemisionConfiguration {}
