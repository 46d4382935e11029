package es.crmfactura.factura.rectificativas;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Another invoice stands in the place of this one. */
public final class FacturaSustituidaException extends Problema {

    private FacturaSustituidaException(String detalle, String sustituta) {
        super(HttpStatus.CONFLICT, "factura_rectificada", detalle, List.of(), Map.of("sustituida_por", sustituta));
    }

    static FacturaSustituidaException alRectificar(String sustituta) {
        return new FacturaSustituidaException(
                "La factura ya no vale: ocupa su lugar la %s. Rectifique esa.".formatted(sustituta), sustituta);
    }

    public static FacturaSustituidaException alPagar(String sustituta) {
        return new FacturaSustituidaException(
                "La factura no admite pagos: ocupa su lugar la %s. Registre el pago en esa.".formatted(sustituta),
                sustituta);
    }
}
