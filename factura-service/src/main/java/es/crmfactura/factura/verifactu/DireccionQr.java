package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.valores.Importe;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The address in an invoice's QR, where the agency says whether it knows the invoice (Orden HAC/1177/2024, art. 21). */
@Component
public class DireccionQr {

    private final Entorno entorno;

    @Autowired
    DireccionQr(VerifactuProperties properties) {
        this(properties.entorno());
    }

    DireccionQr(Entorno entorno) {
        this.entorno = entorno;
    }

    /**
     * @param nif the issuer's, as in the invoice's record
     * @param importeTotal the record's ImporteTotal: taxes included, and nothing taken off for what is withheld
     */
    public URI de(String nif, String numero, LocalDate fecha, Importe importeTotal) {
        return URI.create("%s?nif=%s&numserie=%s&fecha=%s&importe=%s"
                .formatted(entorno.cotejo(), codificado(nif), codificado(numero), Formato.fecha(fecha), importeTotal));
    }

    private static String codificado(String valor) {
        // what stands for a space in a form is a plus sign elsewhere
        return URLEncoder.encode(valor, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
