package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice comes to.
 *
 * @param retencionIrpf percent of the base that the client withholds and pays to the treasury in our name (Ley 35/2006, art.
 *     99 and 101); null is none
 * @param retencion what that is
 */
public record Totales(Desglose desglose, @Nullable BigDecimal retencionIrpf, Importe retencion) {

    public Totales(Desglose desglose, @Nullable BigDecimal retencionIrpf) {
        this(desglose, retencionIrpf, retencion(desglose.base(), retencionIrpf));
    }

    private static Importe retencion(Importe base, @Nullable BigDecimal tipo) {
        return tipo == null ? Importe.CERO : base.porcentaje(tipo);
    }

    /** What lines change, as in {@link Desglose#cambio}; of it, as of all, the same percentage is withheld. */
    public Totales cambio(List<Linea> lineas, boolean ivaIncluido) {
        Desglose cambio = desglose.cambio(lineas, ivaIncluido);
        Importe despues = retencion(desglose.base().mas(cambio.base()), retencionIrpf);
        return new Totales(cambio, retencionIrpf, despues.menos(retencion));
    }

    public Totales negados() {
        return new Totales(desglose.negado(), retencionIrpf, retencion.negado());
    }

    /** What the client owes us. */
    public Importe total() {
        return desglose.total().menos(retencion);
    }

    /** @throws TotalDistintoException if it does not come to what was expected; null expects nothing */
    public void comprobar(@Nullable Importe esperado) {
        if (esperado != null && esperado.compareTo(total()) != 0) {
            throw new TotalDistintoException(esperado, total());
        }
    }
}
