package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** More would be taken off an invoice than is left of it, or added than it may have. */
final class RectificacionExcesivaException extends Problema {

    private RectificacionExcesivaException(String codigo, String detalle, CampoInvalido campo, Map<String, ?> datos) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, codigo, detalle, List.of(campo), datos);
    }

    private RectificacionExcesivaException(String detalle, String campo, Map<String, ?> datos) {
        this("rectificacion_excesiva", detalle, new CampoInvalido(campo, "quita más de lo que queda"), datos);
    }

    static RectificacionExcesivaException sinNada() {
        return new RectificacionExcesivaException(
                "De la factura no queda nada que quitar: otras rectificativas lo han quitado ya.", "todo", Map.of());
    }

    static RectificacionExcesivaException delTotal(Importe queda, Importe cambio) {
        return new RectificacionExcesivaException(
                "De la factura quedan %s € y la rectificativa quita %s €: revise las líneas, o envíe todo para quitar lo que queda."
                        .formatted(queda, cambio.negado()),
                "items",
                Map.of("queda", queda.euros()));
    }

    static RectificacionExcesivaException de(Desglose.Impuesto impuesto) {
        return new RectificacionExcesivaException(
                "La rectificativa quita %s € de base %s, y no queda tanta en la factura: revise las líneas. Lo que haya añadido otra rectificativa se quita rectificando esa."
                        .formatted(impuesto.base().negado(), gravamen(impuesto)),
                "items",
                Map.of());
    }

    static RectificacionExcesivaException deSimplificada(Importe suma) {
        return new RectificacionExcesivaException(
                "simplificada_demasiado_grande",
                "Una factura simplificada no puede pasar de %s € y rectificada sumaría %s €."
                        .formatted(Serie.LIMITE_DE_SIMPLIFICADA, suma),
                new CampoInvalido("items", "suman demasiado"),
                Map.of());
    }

    private static String gravamen(Desglose.Impuesto impuesto) {
        if (impuesto.exencion() != null) {
            return "sin IVA (" + impuesto.exencion() + ")";
        }
        String iva = "al " + impuesto.tipo().toPlainString() + " %";
        return impuesto.recargoTipo().signum() == 0
                ? iva
                : iva + " con recargo del " + impuesto.recargoTipo().toPlainString() + " %";
    }
}
