package es.crmfactura.factura.verifactu;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VerifactuProperties.class)
class VerifactuConfiguration {}
