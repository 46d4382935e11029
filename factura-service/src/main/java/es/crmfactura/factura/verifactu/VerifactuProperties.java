package es.crmfactura.factura.verifactu;

import jakarta.validation.Valid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param entorno where who reads an invoice's QR is led to
 * @param obligatorioDesde from when on the law binds this issuer (RD 1007/2023, disposición final cuarta); nothing depends on it
 *     but what {@code /api/verifactu/estado} says
 * @param primeraFecha invoices of an earlier date are refused, as the agency refuses their records: it is the day on which
 *     Orden HAC/1177/2024 was published
 */
@Validated
@ConfigurationProperties("crmfactura.verifactu")
public record VerifactuProperties(
        @DefaultValue("produccion") Entorno entorno,
        @Nullable LocalDate obligatorioDesde,
        @DefaultValue("2024-10-28") LocalDate primeraFecha,
        @DefaultValue @Valid SistemaInformatico sistema) {}
