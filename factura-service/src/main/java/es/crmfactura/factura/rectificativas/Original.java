package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.Linea;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.emision.Totales;
import es.crmfactura.factura.valores.Importe;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that is to be corrected, with what corrects it already.
 *
 * @param corrige what it corrects by differences itself; null if it does not
 * @param total as it was issued
 * @param sustituta what stands in its place; null if nothing does
 * @param diferencias the numbers of the differences that correct it
 * @param cuenta what is left of it: with the differences that lower it, and without those that are due by themselves
 * @param familia its taxes with those of all differences around it
 * @param lineas those of {@code cuenta}
 */
record Original(
        Referencia factura,
        TipoFactura tipo,
        @Nullable String corrige,
        LocalDate fecha,
        Destinatario destinatario,
        @Nullable String formaPago,
        Importe total,
        boolean anulada,
        @Nullable String sustituta,
        List<String> diferencias,
        Totales cuenta,
        Desglose familia,
        List<Linea> lineas) {

    /**
     * @throws RectificacionNoPermitidaException if it is not corrected so
     * @throws FacturaSustituidaException if another one stands in its place, which is the one to correct
     */
    void comprobarQueSeRectifica(Modo modo) {
        if (anulada) {
            throw RectificacionNoPermitidaException.deAnulada();
        }
        if (sustituta != null) {
            throw FacturaSustituidaException.alRectificar(sustituta);
        }
        if (corrige != null && (modo == Modo.sustitucion || !total.esPositivo())) {
            throw RectificacionNoPermitidaException.deDiferencias(corrige);
        }
        if (modo == Modo.sustitucion && !diferencias.isEmpty()) {
            throw RectificacionNoPermitidaException.conDiferencias(diferencias);
        }
    }

    /**
     * Nothing is taken off that is not there: of no tax, not even if others have added it since; and of what is due, which a
     * difference lowers for this one only.
     *
     * @throws RectificacionExcesivaException if more is taken off
     */
    void comprobarQueQueda(Totales cambio) {
        comprobarQueQueda(familia, cambio.desglose());
        if (!cambio.total().esPositivo()) {
            comprobarQueQueda(cuenta.desglose(), cambio.desglose());
            if (cuenta.total().mas(cambio.total()).esNegativo()) {
                throw RectificacionExcesivaException.delTotal(cuenta.total(), cambio.total());
            }
        }
    }

    private static void comprobarQueQueda(Desglose hay, Desglose cambio) {
        hay.faltaPara(cambio).ifPresent(impuesto -> {
            throw RectificacionExcesivaException.de(impuesto);
        });
    }
}
