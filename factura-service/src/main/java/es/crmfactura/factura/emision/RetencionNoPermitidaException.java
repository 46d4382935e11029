package es.crmfactura.factura.emision;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Only who pays as a business withholds income tax (RD 439/2007, art. 76). */
final class RetencionNoPermitidaException extends Problema {

    private RetencionNoPermitidaException(String detalle, CampoInvalido campo) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "retencion_no_permitida", detalle, List.of(campo), Map.of());
    }

    static RetencionNoPermitidaException sinNif() {
        return new RetencionNoPermitidaException(
                "Solo retiene IRPF una empresa o un profesional, con su NIF: envíelo en cliente.cif_nif o complete los datos"
                        + " del cliente en el CRM, o no envíe retencion_irpf.",
                new CampoInvalido("cliente.cif_nif", "hace falta un NIF válido"));
    }

    static RetencionNoPermitidaException deParticular() {
        return new RetencionNoPermitidaException(
                "Un particular no retiene IRPF, y este cliente consta como particular: no envíe retencion_irpf o, si no lo es,"
                        + " corrija su tipo_cliente en el CRM.",
                new CampoInvalido("retencion_irpf", "no se puede aplicar a un particular"));
    }
}
