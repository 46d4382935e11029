package es.crmfactura.crm.importacion;

import es.crmfactura.crm.campos.Campo;
import es.crmfactura.crm.campos.CamposDefinidos;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a file.
 *
 * @param campo of the API, and the name of the column in what is exported
 * @param otrosNombres that people give it, without accents or capital letters
 */
public record Columna(String campo, Clase clase, Set<String> otrosNombres) {

    private static final Pattern ACENTO = Pattern.compile("\\p{M}+");
    private static final Pattern ENTRE_PALABRAS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** How a cell is to be read. */
    public enum Clase {
        TEXTO,
        OPCION,
        IMPORTE,
        FECHA,
        SI_NO
    }

    /** All that is known of a client; a field that a client gets is added here, and comes in and goes out with the rest. */
    public static final List<Columna> DE_CLIENTES = List.of(
            texto("id", "referencia", "referencia_externa", "codigo", "identificador", "cliente_id"),
            texto("nombre_completo", "nombre", "cliente", "nombre_cliente", "nombre_comercial"),
            texto("razon_social", "denominacion_social", "nombre_fiscal"),
            new Columna("tipo_cliente", Clase.OPCION, Set.of("tipo", "tipo_de_cliente")),
            texto("email", "correo", "correo_electronico", "e_mail", "mail"),
            texto("cif_nif", "cif", "nif", "nie", "dni", "nif_cif", "nif_dni"),
            new Columna("estado", Clase.OPCION, Set.of()),
            texto("segmento"),
            texto("sector_industria", "sector", "industria", "actividad"),
            texto("website", "web", "pagina_web", "sitio_web", "url"),
            texto("notas", "nota", "observaciones", "comentarios"),
            new Columna("credito_disponible", Clase.IMPORTE, Set.of("credito")));

    public static final List<Columna> DE_CONTACTOS = List.of(
            texto("cliente_id", "id_cliente", "referencia_cliente", "codigo_cliente"),
            texto("cif_nif", "cif", "nif", "nie", "dni", "nif_cif", "cliente_cif_nif"),
            texto("cliente_email", "email", "correo", "email_cliente", "correo_electronico", "e_mail"),
            new Columna("tipo", Clase.OPCION, Set.of("tipo_contacto", "tipo_de_contacto")),
            texto("valor", "contacto", "dato"),
            texto("nombre", "persona", "nombre_contacto", "persona_de_contacto"),
            texto("cargo", "puesto"),
            new Columna("principal", Clase.SI_NO, Set.of("preferido")),
            new Columna("verificado", Clase.SI_NO, Set.of("comprobado")));

    private static Columna texto(String campo, String... otrosNombres) {
        return new Columna(campo, Clase.TEXTO, Set.of(otrosNombres));
    }

    /** For each field that a company has defined for its clients. */
    public static List<Columna> de(List<Campo> propios) {
        return propios.stream()
                .map(propio -> new Columna(CamposDefinidos.PREFIJO + propio.nombre(), clase(propio.tipo()), Set.of()))
                .toList();
    }

    private static Clase clase(Campo.Tipo tipo) {
        return switch (tipo) {
            case texto, opcion -> Clase.TEXTO;
            case numero -> Clase.IMPORTE;
            case fecha -> Clase.FECHA;
            case booleano -> Clase.SI_NO;
        };
    }

    boolean seLlama(String cabecera) {
        String nombre = simple(cabecera);
        return cabecera.strip().equalsIgnoreCase(campo) || nombre.equals(campo) || otrosNombres.contains(nombre);
    }

    boolean esPropia() {
        return campo.startsWith(CamposDefinidos.PREFIJO);
    }

    /** Where in a body the field is. */
    ObjectNode parte(ObjectNode cuerpo) {
        return esPropia() ? cuerpo.withObjectProperty("campos") : cuerpo;
    }

    /** How it is called there. */
    String nombre() {
        return esPropia() ? campo.substring(CamposDefinidos.PREFIJO.length()) : campo;
    }

    /** Without accents, capital letters or anything between the words: "Razón social" is razon_social. */
    static String simple(String texto) {
        String sinAcentos =
                ACENTO.matcher(Normalizer.normalize(texto, Normalizer.Form.NFD)).replaceAll("");
        return ENTRE_PALABRAS
                .matcher(sinAcentos.toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .replaceAll("^_|_$", "");
    }
}
