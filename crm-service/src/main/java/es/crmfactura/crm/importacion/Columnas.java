package es.crmfactura.crm.importacion;

import static es.crmfactura.web.ficheros.Columna.texto;

import es.crmfactura.crm.campos.Campo;
import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.ficheros.Cabecera;
import es.crmfactura.web.ficheros.Columna;
import es.crmfactura.web.ficheros.Columna.Clase;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which columns a file may have. */
@Component
public class Columnas {

    /** All that is known of a client; a field that a client gets is added here, and comes in and goes out with the rest. */
    public static final List<Columna> DE_CLIENTES = List.of(
            texto("id", "referencia", "referencia_externa", "codigo", "identificador", "cliente_id"),
            texto("nombre_completo", "nombre", "cliente", "nombre_cliente", "nombre_comercial"),
            texto("razon_social", "denominacion_social", "nombre_fiscal"),
            Columna.de("tipo_cliente", Clase.OPCION, "tipo", "tipo_de_cliente"),
            texto("email", "correo", "correo_electronico", "e_mail", "mail"),
            texto("cif_nif", "cif", "nif", "nie", "dni", "nif_cif", "nif_dni"),
            Columna.de("estado", Clase.OPCION),
            texto("segmento"),
            texto("sector_industria", "sector", "industria", "actividad"),
            texto("website", "web", "pagina_web", "sitio_web", "url"),
            texto("notas", "nota", "observaciones", "comentarios"),
            Columna.de("credito_disponible", Clase.IMPORTE, "credito"));

    public static final List<Columna> DE_CONTACTOS = List.of(
            texto("cliente_id", "id_cliente", "referencia_cliente", "codigo_cliente"),
            texto("cif_nif", "cif", "nif", "nie", "dni", "nif_cif", "cliente_cif_nif"),
            texto("cliente_email", "email", "correo", "email_cliente", "correo_electronico", "e_mail"),
            Columna.de("tipo", Clase.OPCION, "tipo_contacto", "tipo_de_contacto"),
            texto("valor", "contacto", "dato"),
            texto("nombre", "persona", "nombre_contacto", "persona_de_contacto"),
            texto("cargo", "puesto"),
            Columna.de("principal", Clase.SI_NO, "preferido"),
            Columna.de("verificado", Clase.SI_NO, "comprobado"));

    private final CamposDefinidos propios;

    Columnas(CamposDefinidos propios) {
        this.propios = propios;
    }

    /** For each field that a company has defined for its clients. */
    public static List<Columna> de(List<Campo> propios) {
        return propios.stream()
                .map(propio -> new Columna(
                        CamposDefinidos.PREFIJO + propio.nombre(),
                        List.of("campos", propio.nombre()),
                        clase(propio.tipo()),
                        Set.of()))
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

    /** Those of clientes are also the fields that the company has defined now. */
    List<Columna> de(Tipo tipo) {
        return tipo == Tipo.clientes
                ? Stream.concat(tipo.columnas().stream(), de(propios.todos()).stream())
                        .toList()
                : tipo.columnas();
    }

    /** @throws CamposInvalidos if a column is missing, two would say the same, or one is of a field that nobody has defined */
    static void comprobar(Cabecera cabecera, Tipo tipo, List<Columna> posibles) {
        cabecera.comprobar(tipo.obligatorias(), sinDefinir(cabecera, posibles));
    }

    private static List<CampoInvalido> sinDefinir(Cabecera cabecera, List<Columna> posibles) {
        List<String> definidos = posibles.stream()
                .map(Columna::campo)
                .filter(campo -> campo.startsWith(CamposDefinidos.PREFIJO))
                .toList();
        return cabecera.desconocidas().stream()
                .map(String::strip)
                .filter(nombre -> nombre.toLowerCase(Locale.ROOT).startsWith(CamposDefinidos.PREFIJO))
                .map(nombre -> new CampoInvalido(
                        nombre,
                        definidos.isEmpty()
                                ? "no es de ningún campo definido; no hay ninguno"
                                : "no es de ningún campo definido: hay " + String.join(", ", definidos)))
                .toList();
    }
}
