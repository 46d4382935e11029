package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento.Emisor;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address in Spain, in the parts that Facturae wants. */
record Direccion(String calle, String codigoPostal, String municipio, String provincia) {

    /** {@code Calle Mayor 1, 2.º A, 28013 Madrid}, with a province at the end or without. */
    private static final Pattern EN_UNA_LINEA =
            Pattern.compile("(.+?)[\\s,.;-]+(\\d{5})[\\s,.;-]+([^\\d(,]+?)\\s*(?:[(,].*)?", Pattern.DOTALL);

    /** By the first two figures of their post codes, from 01. */
    private static final List<String> PROVINCIAS = List.of(
            "Álava",
            "Albacete",
            "Alicante",
            "Almería",
            "Ávila",
            "Badajoz",
            "Illes Balears",
            "Barcelona",
            "Burgos",
            "Cáceres",
            "Cádiz",
            "Castellón",
            "Ciudad Real",
            "Córdoba",
            "A Coruña",
            "Cuenca",
            "Girona",
            "Granada",
            "Guadalajara",
            "Gipuzkoa",
            "Huelva",
            "Huesca",
            "Jaén",
            "León",
            "Lleida",
            "La Rioja",
            "Lugo",
            "Madrid",
            "Málaga",
            "Murcia",
            "Navarra",
            "Ourense",
            "Asturias",
            "Palencia",
            "Las Palmas",
            "Pontevedra",
            "Salamanca",
            "Sta. Cruz Tenerife",
            "Cantabria",
            "Segovia",
            "Sevilla",
            "Soria",
            "Tarragona",
            "Teruel",
            "Toledo",
            "Valencia",
            "Valladolid",
            "Bizkaia",
            "Zamora",
            "Zaragoza",
            "Ceuta",
            "Melilla");

    static Direccion de(Emisor emisor) {
        return new Direccion(emisor.direccion(), emisor.codigoPostal(), emisor.municipio(), emisor.provincia());
    }

    /** Empty if street, post code or town can't be told. */
    static Optional<Direccion> de(String texto) {
        Matcher partes = EN_UNA_LINEA.matcher(texto.strip());
        return partes.matches()
                ? provincia(partes.group(2))
                        .map(provincia -> new Direccion(
                                partes.group(1),
                                partes.group(2),
                                partes.group(3).strip(),
                                provincia))
                : Optional.empty();
    }

    private static Optional<String> provincia(String codigoPostal) {
        int numero = Integer.parseInt(codigoPostal.substring(0, 2));
        return numero >= 1 && numero <= PROVINCIAS.size() ? Optional.of(PROVINCIAS.get(numero - 1)) : Optional.empty();
    }
}
