package es.crmfactura.factura.reportes.tablas;

import es.crmfactura.web.ficheros.Descarga;
import es.crmfactura.web.ficheros.TablaCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As what a report is answered: for programs, or to be taken to a spreadsheet. */
public enum Formato {
    json,
    csv,
    xlsx;

    public static final String DESCRIPCION = "json, o un fichero para una hoja de cálculo: csv o xlsx";

    static final String TIPO_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /**
     * @param reporte what is answered as JSON
     * @param tabla what is sent as a file
     * @return null if the answer was sent as a file
     */
    public <T> @Nullable T responder(Supplier<T> reporte, Supplier<Tabla<?>> tabla, HttpServletResponse respuesta)
            throws IOException {
        if (this == json) {
            return reporte.get();
        }
        Tabla<?> fichero = tabla.get();
        String nombre = fichero.nombre() + "." + name();
        if (this == csv) {
            Descarga.enviar(respuesta, nombre, TablaCsv.TIPO, fichero.comoCsv());
        } else {
            Descarga.enviar(respuesta, nombre, TIPO_XLSX, fichero.comoXlsx());
        }
        return null;
    }
}
