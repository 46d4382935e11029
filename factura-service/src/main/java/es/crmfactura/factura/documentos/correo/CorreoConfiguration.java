package es.crmfactura.factura.documentos.correo;

import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.pdf.FacturasEnPdf;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorreoProperties.class)
class CorreoConfiguration {

    /** Without a server, or without an address of ours, there is none who sends. */
    @Bean
    Correo correo(ObjectProvider<JavaMailSender> servidor, CorreoProperties properties) {
        return new Correo(servidor.getIfAvailable(), properties.from());
    }

    @Bean
    Reparto repartoDeCorreo(
            Correo correo, Cola cola, DocumentosReadModel documentos, FacturasEnPdf pdf, CorreoProperties properties) {
        return new Reparto(correo, cola, documentos, pdf, properties.pollInterval());
    }
}
