package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbered apart from each other (RD 1619/2012, art. 6.1.a). */
public enum Serie {
    /** Full invoices (art. 6): they name who is invoiced, with a tax id. */
    FAC,
    /** Simplified ones (art. 7): without a tax id, for small amounts. */
    SIM,
    /** Those that correct others (art. 15). */
    REC;

    /** Art. 4.1: the limit where no listed sector allows more, tax included. */
    public static final Importe LIMITE_DE_SIMPLIFICADA = new Importe(new BigDecimal("400.00"));

    /**
     * The series an invoice belongs into.
     *
     * @param pedida what was asked for; null leaves it to us
     * @param total tax included, also what of it is withheld
     * @throws SerieNoPermitidaException if it may not be in the one that was asked for, or in none
     */
    static Serie para(@Nullable Serie pedida, Destinatario destinatario, Importe total) {
        boolean identificado = destinatario.nif().isPresent();
        Serie serie = pedida != null ? pedida : identificado ? FAC : SIM;
        if (serie == FAC && !identificado) {
            throw SerieNoPermitidaException.sinNif();
        }
        if (serie == SIM && total.compareTo(LIMITE_DE_SIMPLIFICADA) > 0) {
            throw identificado
                    ? SerieNoPermitidaException.demasiadoParaSimplificada(total)
                    : SerieNoPermitidaException.sinNif();
        }
        return serie;
    }
}
