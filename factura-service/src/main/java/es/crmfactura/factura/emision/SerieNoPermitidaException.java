package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A full invoice needs a tax id, and a simplified one a small amount. */
final class SerieNoPermitidaException extends Problema {

    private SerieNoPermitidaException(String codigo, String detalle, CampoInvalido campo) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, codigo, detalle, List.of(campo), Map.of());
    }

    static SerieNoPermitidaException sinNif() {
        return new SerieNoPermitidaException(
                "nif_requerido",
                "Una factura completa, o de más de %s €, necesita el NIF del cliente: envíelo en cliente.cif_nif o complete los datos del cliente en el CRM."
                        .formatted(Serie.LIMITE_DE_SIMPLIFICADA),
                new CampoInvalido("cliente.cif_nif", "hace falta un NIF válido"));
    }

    static SerieNoPermitidaException demasiadoParaSimplificada(Importe total) {
        return new SerieNoPermitidaException(
                "simplificada_demasiado_grande",
                "Una factura simplificada no puede pasar de %s € y esta suma %s €: emítala en la serie FAC."
                        .formatted(Serie.LIMITE_DE_SIMPLIFICADA, total),
                new CampoInvalido("serie", "tiene que ser FAC"));
    }
}
