package es.crmfactura.factura.emision;

/** Why a line bears no IVA, with the keys that the tax agency has for it. */
public enum Exencion {
    E1("Operación exenta conforme al artículo 20 de la Ley 37/1992"),
    E2("Operación exenta conforme al artículo 21 de la Ley 37/1992"),
    E3("Operación exenta conforme al artículo 22 de la Ley 37/1992"),
    E4("Operación exenta conforme a los artículos 23 y 24 de la Ley 37/1992"),
    E5("Operación exenta conforme al artículo 25 de la Ley 37/1992"),
    E6("Operación exenta del IVA"),
    /** Not subject: art. 7, 14 and others of Ley 37/1992. */
    N1("Operación no sujeta al IVA"),
    /** Not subject, as it takes place elsewhere: art. 68 to 70 of Ley 37/1992. */
    N2("Operación no sujeta al IVA por las reglas de localización"),
    /** The client owes the tax to the treasury: art. 84.Uno.2º of Ley 37/1992. */
    S2("Inversión del sujeto pasivo");

    private final String mencion;

    Exencion(String mencion) {
        this.mencion = mencion;
    }

    /** What the invoice has to say of it (RD 1619/2012, art. 6.1.j and m; of N1 and N2 the law asks for nothing). */
    public String mencion() {
        return mencion;
    }
}
