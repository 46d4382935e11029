package es.crmfactura.factura.documentos.facturae;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two whom an invoice is between. */
record Parte(
        String nif,
        String nombre,
        Direccion direccion,
        @Nullable String telefono,
        @Nullable String email) {

    /** What Facturae has room for. */
    private static final int NOMBRE_DE_ENTIDAD = 80;

    private static final int NOMBRE_DE_PERSONA = 40;
    private static final int CALLE = 80;
    private static final int MUNICIPIO = 50;
    private static final int PROVINCIA = 20;
    private static final int TELEFONO = 15;
    private static final int EMAIL = 60;

    /** Figures and the letters of foreigners, children and emigrants are those of persons (Orden EHA/451/2008 has the rest). */
    private boolean esPersona() {
        return nif.matches("[0-9XYZKLM].*");
    }

    void escribir(Xml xml, String nombreDeElemento) {
        xml.elemento(nombreDeElemento, () -> {
            xml.elemento(
                    "TaxIdentification",
                    () -> xml.texto("PersonTypeCode", esPersona() ? "F" : "J")
                            .texto("ResidenceTypeCode", "R")
                            .texto("TaxIdentificationNumber", nif));
            xml.elemento(esPersona() ? "Individual" : "LegalEntity", () -> {
                if (esPersona()) {
                    escribirPersona(xml);
                } else {
                    xml.texto("CorporateName", recortado(nombre, NOMBRE_DE_ENTIDAD));
                }
                escribirDireccion(xml);
                escribirContacto(xml);
            });
        });
    }

    /**
     * The last two words are the surnames, and the last one of two: nobody has told us, and Facturae wants at least one.
     */
    private void escribirPersona(Xml xml) {
        List<String> palabras = List.of(nombre.strip().split("\\s+"));
        int nombres = Math.max(1, palabras.size() - 2);
        xml.texto("Name", recortado(String.join(" ", palabras.subList(0, nombres)), NOMBRE_DE_PERSONA));
        xml.texto(
                "FirstSurname", palabras.size() > nombres ? recortado(palabras.get(nombres), NOMBRE_DE_PERSONA) : "-");
        xml.texto(
                "SecondSurname",
                palabras.size() > nombres + 1 ? recortado(palabras.get(nombres + 1), NOMBRE_DE_PERSONA) : null);
    }

    private void escribirDireccion(Xml xml) {
        xml.elemento(
                "AddressInSpain",
                () -> xml.texto("Address", recortado(direccion.calle(), CALLE))
                        .texto("PostCode", direccion.codigoPostal())
                        .texto("Town", recortado(direccion.municipio(), MUNICIPIO))
                        .texto("Province", recortado(direccion.provincia(), PROVINCIA))
                        .texto("CountryCode", "ESP"));
    }

    /** A piece of a telephone number or of an address is none: what has no room is left out. */
    private void escribirContacto(Xml xml) {
        String tel = telefono != null && telefono.length() <= TELEFONO ? telefono : null;
        String correo = email != null && email.length() <= EMAIL ? email : null;
        if (tel != null || correo != null) {
            xml.elemento("ContactDetails", () -> xml.texto("Telephone", tel).texto("ElectronicMail", correo));
        }
    }

    private static String recortado(String texto, int maximo) {
        return texto.length() <= maximo ? texto : texto.substring(0, maximo);
    }
}
