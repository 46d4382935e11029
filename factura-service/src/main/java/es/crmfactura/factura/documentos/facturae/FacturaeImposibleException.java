package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Facturae asks for more than the law does of an invoice. */
final class FacturaeImposibleException extends Problema {

    private FacturaeImposibleException(String detalle, List<CampoInvalido> errores) {
        super(HttpStatus.CONFLICT, "facturae_imposible", detalle, errores, Map.of());
    }

    static FacturaeImposibleException sinNif() {
        return new FacturaeImposibleException(
                "Facturae necesita el NIF del cliente, y esta factura no lo tiene: solo una factura completa se puede"
                        + " enviar así.",
                List.of());
    }

    static FacturaeImposibleException sinDireccion() {
        return new FacturaeImposibleException(
                "Facturae necesita la dirección del cliente con calle, código postal y municipio, y la factura no los tiene:"
                        + " envíela en el parámetro direccion, por ejemplo «Calle Mayor 1, 28013 Madrid».",
                List.of(new CampoInvalido("direccion", "hace falta, con calle, código postal y municipio")));
    }

    static FacturaeImposibleException anulada() {
        return new FacturaeImposibleException(
                "La factura está anulada, y Facturae no tiene cómo decirlo: envíe la que la sustituya.", List.of());
    }
}
