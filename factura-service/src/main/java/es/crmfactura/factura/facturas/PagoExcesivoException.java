package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

final class PagoExcesivoException extends Problema {

    PagoExcesivoException(Importe importe, Importe pendiente) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "pago_excesivo",
                pendiente.esPositivo()
                        ? "De la factura quedan por pagar %s € y el pago es de %s €.".formatted(pendiente, importe)
                        : "De la factura no queda nada por pagar.",
                List.of(new CampoInvalido("importe", "no puede pasar de " + pendiente)),
                Map.of("pendiente", pendiente.euros()));
    }
}
