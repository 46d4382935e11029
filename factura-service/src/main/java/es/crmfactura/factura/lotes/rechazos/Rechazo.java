package es.crmfactura.factura.lotes.rechazos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is not issued, in the words in which {@code POST /facturas} would refuse it.
 *
 * @param factura the one that was issued with its reference before
 */
public record Rechazo(
        int fila,
        String codigo,
        String detalle,
        List<CampoInvalido> errores,
        @Nullable UUID factura) {

    public static Rechazo de(int fila, Problema problema) {
        return new Rechazo(
                fila,
                problema.codigo(),
                problema.detalle(),
                problema.errores(),
                problema instanceof ReferenciaYaEmitidaException emitida ? emitida.factura() : null);
    }
}
