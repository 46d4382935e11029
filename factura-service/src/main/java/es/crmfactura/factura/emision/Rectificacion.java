package es.crmfactura.factura.emision;

import es.crmfactura.factura.verifactu.Alta;

/**
 * What an invoice corrects, and how (RD 1619/2012, art. 15).
 *
 * @param original the invoice that it corrects
 */
public record Rectificacion(Referencia original, Modo modo, String motivo) {

    Alta.Rectifica comoAlta() {
        return new Alta.Rectifica(original.id(), modo == Modo.sustitucion);
    }

    // constants are spelled as the API spells them
    public enum Modo {
        /** Its amounts, with their sign, add to the other's. */
        diferencias,
        /** It stands in the other's place, with the whole amounts. */
        sustitucion
    }
}
