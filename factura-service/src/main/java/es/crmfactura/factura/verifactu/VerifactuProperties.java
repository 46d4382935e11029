package es.crmfactura.factura.verifactu;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param entorno where who reads an invoice's QR is led to */
@ConfigurationProperties("crmfactura.verifactu")
record VerifactuProperties(@DefaultValue("produccion") Entorno entorno) {}
