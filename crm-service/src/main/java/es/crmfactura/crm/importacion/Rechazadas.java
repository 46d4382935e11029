package es.crmfactura.crm.importacion;

import es.crmfactura.web.ficheros.Celda;
import es.crmfactura.web.ficheros.Descarga;
import es.crmfactura.web.ficheros.TablaCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The refused rows as a file again: as they came, so that they can be corrected and sent once more. */
@Component
class Rechazadas {

    private static final int POR_VEZ = 500;

    private final JdbcClient jdbc;
    private final TransactionOperations transaccion;
    private final JsonMapper json;

    Rechazadas(JdbcClient jdbc, TransactionOperations transaccion, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaccion = transaccion;
        this.json = json;
    }

    void enviar(Importacion importacion, HttpServletResponse respuesta) throws IOException {
        char separador = importacion.separador().charAt(0);
        Descarga.enviar(
                respuesta, "rechazadas.csv", TablaCsv.TIPO, TablaCsv.de(separador, filas -> leer(importacion, filas)));
    }

    /** Only within a transaction the database hands the rows over one part after the other. */
    private void leer(Importacion importacion, Consumer<List<String>> filas) {
        filas.accept(con("linea", "motivo", "existente", importacion.columnas()));
        transaccion.executeWithoutResult(status -> jdbc.sql(
                        "select * from importacion_rechazada where importacion_id = :id order by linea")
                .param("id", importacion.id())
                .withFetchSize(POR_VEZ)
                .query(row -> {
                    String[] celdas = json.readValue(row.getString("celdas"), String[].class);
                    filas.accept(con(
                            row.getString("linea"),
                            row.getString("motivo"),
                            Objects.toString(row.getString("existente"), ""),
                            List.of(celdas)));
                }));
    }

    private static List<String> con(String linea, String motivo, String existente, List<String> celdas) {
        List<String> fila = new ArrayList<>(List.of(linea, motivo, existente));
        celdas.stream().map(Celda::devuelta).forEach(fila::add);
        return fila;
    }
}
