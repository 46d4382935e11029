package es.crmfactura.factura.emision;

/** What kind of invoice it is, with the keys that the tax agency has for it. */
public enum TipoFactura {
    /** Full (RD 1619/2012, art. 6). */
    F1,
    /** Simplified (art. 7). */
    F2,
    /** Full, in exchange for simplified ones that were issued before (art. 15.6). */
    F3,
    /** Corrects for an error founded in law, or for Ley 37/1992, art. 80.Uno, Dos and Seis. */
    R1,
    /** Corrects for art. 80.Tres: the client is insolvent. */
    R2,
    /** Corrects for art. 80.Cuatro: the client does not pay. */
    R3,
    /** Corrects for any other reason. */
    R4,
    /** Corrects a simplified one. */
    R5;

    public boolean esRectificativa() {
        return compareTo(R1) >= 0;
    }

    /** Without a tax id, for small amounts; also what corrects such a one. */
    public boolean esSimplificada() {
        return this == F2 || this == R5;
    }

    /** Of what corrects nothing and is issued in exchange for nothing. */
    static TipoFactura de(Serie serie) {
        return serie == Serie.SIM ? F2 : F1;
    }
}
