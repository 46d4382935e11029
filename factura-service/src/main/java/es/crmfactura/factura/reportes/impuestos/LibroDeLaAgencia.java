package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The book in the columns of the tax agency's common format for electronic books (LSI). What belongs to the book of income tax, and
 * what we do not know, is empty.
 */
final class LibroDeLaAgencia {

    private static final int LARGO_DEL_NOMBRE = 40;
    private static final String CONSUMIDOR_FINAL = "VENTAS A CONSUMIDOR FINAL";

    private static final List<Columna<Asiento>> COLUMNAS = List.of(
            columna("Autoliquidación", "Ejercicio", Asiento::ejercicio),
            columna("Autoliquidación", "Periodo", Asiento::periodo),
            vacia("Actividad", "Código"),
            vacia("Actividad", "Tipo"),
            vacia("Actividad", "Grupo o Epígrafe del IAE"),
            columna("Tipo de Factura", "", Asiento::tipoFactura),
            vacia("Concepto de Ingreso", ""),
            vacia("Ingreso Computable", ""),
            columna("Fecha Expedición", "", Asiento::fechaExpedicion),
            columna("Fecha Operación", "", Asiento::fechaOperacion),
            vacia("Identificación de la Factura", "Serie"),
            columna("Identificación de la Factura", "Número", Asiento::numero),
            vacia("Identificación de la Factura", "Número-Final"),
            vacia("NIF Destinatario", "Tipo"),
            vacia("NIF Destinatario", "Código País"),
            columna("NIF Destinatario", "Identificación", Asiento::cifNif),
            columna("Nombre Destinatario", "", LibroDeLaAgencia::destinatario),
            columna("Clave de Operación", "", Asiento::claveOperacion),
            columna("Calificación de la Operación", "", Asiento::calificacion),
            columna("Operación Exenta", "", Asiento::exencion),
            columna("Total Factura", "", Asiento::total),
            columna("Base Imponible", "", Asiento::base),
            columna("Tipo de IVA", "", Asiento::tipoIva),
            columna("Cuota IVA Repercutida", "", Asiento::cuotaIva),
            columna("Tipo de Recargo Eq.", "", Asiento::tipoRecargo),
            columna("Cuota Recargo Eq.", "", Asiento::cuotaRecargo),
            vacia("Cobro", "Fecha"),
            vacia("Cobro", "Importe"),
            vacia("Cobro", "Medio Utilizado"),
            vacia("Cobro", "Identificación Medio Utilizado"),
            vacia("Tipo Retención del IRPF", ""),
            vacia("Importe Retenido del IRPF", ""),
            vacia("Registro Acuerdo Facturación", ""),
            vacia("Inmueble", "Situación"),
            vacia("Inmueble", "Referencia Catastral"),
            vacia("Referencia Externa", ""));

    private LibroDeLaAgencia() {}

    static Tabla<Asiento> de(Periodo periodo, Consumer<Consumer<Asiento>> asientos) {
        return new Tabla<>("libro-registro-%s-%s".formatted(periodo.desde(), periodo.hasta()), COLUMNAS, asientos);
    }

    private static Columna<Asiento> columna(String grupo, String titulo, Function<Asiento, @Nullable Object> valor) {
        return new Columna<>(grupo, titulo, valor);
    }

    private static Columna<Asiento> vacia(String grupo, String titulo) {
        return new Columna<>(grupo, titulo, asiento -> null);
    }

    /** Within the length of its field. */
    private static String destinatario(Asiento asiento) {
        if (asiento.cifNif() == null) {
            return CONSUMIDOR_FINAL;
        }
        String nombre = asiento.nombre();
        return nombre.substring(
                0, nombre.offsetByCodePoints(0, Math.min(LARGO_DEL_NOMBRE, nombre.codePointCount(0, nombre.length()))));
    }
}
