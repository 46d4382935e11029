package es.crmfactura.factura.lotes.recepcion;

import static es.crmfactura.web.ficheros.Columna.texto;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Upload;
import es.crmfactura.web.ficheros.Cabecera;
import es.crmfactura.web.ficheros.Columna;
import es.crmfactura.web.ficheros.Columna.Clase;
import es.crmfactura.web.ficheros.FicheroIlegible;
import es.crmfactura.web.ficheros.Formato;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table with a row for each line of an invoice. Rows that follow each other with the same reference are one invoice. */
final class FilasCsv {

    private static final String REFERENCIA = "referencia";

    private static final List<Columna> COLUMNAS = List.of(
            texto(REFERENCIA, "pedido", "numero_pedido", "numero_de_pedido", "albaran", "referencia_externa"),
            texto("cliente_crm_id", "cliente_id", "id_cliente", "id_crm"),
            cliente("nombre_completo", "cliente", "nombre", "cliente_nombre", "nombre_cliente", "razon_social"),
            cliente("cif_nif", "cif", "nif", "nie", "dni", "nif_cif", "cliente_cif_nif"),
            cliente("email", "correo", "correo_electronico", "e_mail", "mail", "cliente_email"),
            cliente("direccion", "domicilio", "cliente_direccion"),
            Columna.de("serie", Clase.CODIGO),
            Columna.de("fecha", Clase.FECHA, "fecha_factura", "fecha_expedicion", "fecha_de_expedicion"),
            Columna.de("fecha_operacion", Clase.FECHA, "fecha_de_operacion"),
            Columna.de("vencimiento", Clase.FECHA, "fecha_vencimiento", "fecha_de_vencimiento"),
            Columna.de("iva_incluido", Clase.SI_NO, "impuestos_incluidos"),
            texto("forma_pago", "forma_de_pago"),
            texto("notas", "nota", "observaciones", "comentarios"),
            Columna.de("total", Clase.IMPORTE, "total_factura"),
            Columna.de("retencion_irpf", Clase.PORCENTAJE, "irpf", "retencion"),
            linea("descripcion", Clase.TEXTO, "concepto", "articulo", "producto"),
            linea("cantidad", Clase.IMPORTE, "unidades", "uds"),
            linea("precio", Clase.IMPORTE, "precio_unitario", "precio_unidad"),
            linea("iva", Clase.PORCENTAJE, "tipo_iva", "tipo_de_iva"),
            linea("descuento", Clase.PORCENTAJE, "dto"),
            linea("exencion", Clase.CODIGO, "causa_exencion"),
            linea("recargo", Clase.PORCENTAJE, "recargo_equivalencia", "recargo_de_equivalencia"));

    private static final List<List<String>> OBLIGATORIAS = List.of(
            List.of("cliente_crm_id", "nombre_completo"),
            List.of("descripcion"),
            List.of("cantidad"),
            List.of("precio"));

    private static Columna cliente(String campo, String... otrosNombres) {
        return new Columna(campo, List.of("cliente", campo), Clase.TEXTO, Set.of(otrosNombres));
    }

    private static Columna linea(String campo, Clase clase, String... otrosNombres) {
        return new Columna(campo, List.of(FacturaEnLineas.ITEMS, campo), clase, Set.of(otrosNombres));
    }

    private FilasCsv() {}

    /**
     * @return the columns that nothing is taken from
     * @throws FicheroIlegible if it is no CSV
     * @throws CamposInvalidos if a column is missing, or two would say the same
     */
    static List<String> leer(Upload fichero, Consumer<FilaRecibida> filas) throws IOException {
        Formato formato = Formato.de(fichero, COLUMNAS);
        Cabecera cabecera = formato.cabecera(fichero, COLUMNAS);
        cabecera.comprobar(OBLIGATORIAS, List.of());
        try (InputStream contenido = Formato.abrir(fichero);
                Stream<CsvRecord> lineas = formato.filas(contenido)) {
            agrupar(cabecera, lineas.skip(1).iterator(), filas);
        }
        return cabecera.desconocidas();
    }

    private static void agrupar(Cabecera cabecera, Iterator<CsvRecord> lineas, Consumer<FilaRecibida> filas) {
        FacturaEnLineas factura = null;
        int numero = 0;
        long leida = 1;
        try {
            while (lineas.hasNext()) {
                CsvRecord linea = lineas.next();
                leida = linea.getStartingLineNumber();
                String referencia =
                        cabecera.celda(REFERENCIA, linea.getFields()).strip();
                if (factura == null || !factura.esDe(referencia)) {
                    cerrar(factura, filas);
                    factura = new FacturaEnLineas(cabecera, ++numero, leida, referencia);
                }
                factura.anadir(linea);
            }
        } catch (CsvParseException e) {
            throw FicheroIlegible.trasLaLinea(leida);
        }
        cerrar(factura, filas);
    }

    private static void cerrar(@Nullable FacturaEnLineas factura, Consumer<FilaRecibida> filas) {
        if (factura != null) {
            filas.accept(factura.recibida());
        }
    }
}
