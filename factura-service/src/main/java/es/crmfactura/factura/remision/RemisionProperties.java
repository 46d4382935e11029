package es.crmfactura.factura.remision;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are sent. Without an address they are not, and wait.
 *
 * @param url of the agency's service, for instance {@code
 *     https://prewww1.aeat.es/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP}
 * @param certificado the name of the SSL bundle with the issuer's certificate, or that of who sends in its name
 * @param intervalo how often it looks whether it is time to send
 * @param espera between two messages, until the agency says otherwise; also after the first failure
 * @param esperaMaxima between two attempts, however often they fail: the law wants one at least each hour
 * @param conexion how long a connection may take
 * @param respuesta how long the agency may take to answer
 * @param tardioDesde how old a record may be before it is sent as late
 */
@ConfigurationProperties("crmfactura.verifactu.remision")
public record RemisionProperties(
        @Nullable URI url,
        @Nullable String certificado,
        @DefaultValue("1s") Duration intervalo,
        @DefaultValue("60s") Duration espera,
        @DefaultValue("1h") Duration esperaMaxima,
        @DefaultValue("10s") Duration conexion,
        @DefaultValue("60s") Duration respuesta,
        @DefaultValue("4m") Duration tardioDesde) {

    public RemisionProperties {
        if (url != null && !"https".equals(url.getScheme()) && !"127.0.0.1".equals(url.getHost())) {
            throw new IllegalArgumentException("crmfactura.verifactu.remision.url has to be an https address");
        }
    }

    /** Whether anything is sent. */
    public boolean activa() {
        return url != null;
    }

    /** After that an instance that is sending is taken for dead. */
    Duration turno() {
        return conexion.plus(respuesta).multipliedBy(2);
    }

    /** @param fallos how often in a row it has failed, from 1 */
    Duration esperaTras(int fallos) {
        Duration doblada = espera.multipliedBy(1L << Math.min(fallos - 1, 16));
        return doblada.compareTo(esperaMaxima) < 0 ? doblada : esperaMaxima;
    }
}
