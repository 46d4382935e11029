package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice comes to.
 *
 * @param retencionIrpf percent of the base that the client withholds and pays to the treasury in our name (Ley 35/2006, art.
 *     99 and 101); null is none
 */
public record Totales(Desglose desglose, @Nullable BigDecimal retencionIrpf) {

    public Importe retencion() {
        return retencionIrpf == null ? Importe.CERO : desglose.base().porcentaje(retencionIrpf);
    }

    /** What the client owes us. */
    public Importe total() {
        return desglose.total().menos(retencion());
    }

    /** @throws TotalDistintoException if it does not come to what was expected; null expects nothing */
    void comprobar(@Nullable Importe esperado) {
        if (esperado != null && esperado.compareTo(total()) != 0) {
            throw new TotalDistintoException(esperado, total());
        }
    }
}
