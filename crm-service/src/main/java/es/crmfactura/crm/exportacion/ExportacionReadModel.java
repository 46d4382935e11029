package es.crmfactura.crm.exportacion;

import es.crmfactura.crm.campos.Campo;
import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.crm.importacion.Columnas;
import es.crmfactura.web.ficheros.Celda;
import es.crmfactura.web.ficheros.Columna;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reads whole tables, one part after the other, as they were at the moment it was asked. */
@Component
class ExportacionReadModel {

    private static final int POR_VEZ = 500;

    /** Oldest first. The columns of these are named as the fields of {@link Columna}. */
    private static final String CLIENTES = """
            select *%s from cliente order by id""";

    /** Of a field that the company has defined. */
    private static final String PROPIO = ", campos ->> '%1$s' as \"campo.%1$s\"";

    private static final String CONTACTOS = """
            select t.cliente_id, c.cif_nif, c.email as cliente_email, t.tipo, t.valor, t.nombre, t.cargo, t.principal,
              t.verificado
            from contacto t
            join cliente c on c.id = t.cliente_id
            order by t.id""";

    private final JdbcClient jdbc;
    private final CamposDefinidos campos;
    private final TransactionOperations transaccion;

    ExportacionReadModel(JdbcClient jdbc, CamposDefinidos campos, TransactionOperations transaccion) {
        this.jdbc = jdbc;
        this.campos = campos;
        this.transaccion = transaccion;
    }

    void clientes(char separador, Consumer<List<String>> filas) {
        List<Campo> propios = campos.todos();
        String sql = CLIENTES.formatted(propios.stream()
                .map(propio -> PROPIO.formatted(propio.nombre()))
                .collect(Collectors.joining()));
        List<Columna> columnas = new ArrayList<>(Columnas.DE_CLIENTES);
        columnas.addAll(Columnas.de(propios));
        leer(sql, columnas, separador, filas);
    }

    void contactos(char separador, Consumer<List<String>> filas) {
        leer(CONTACTOS, Columnas.DE_CONTACTOS, separador, filas);
    }

    /** Only within a transaction the database hands the rows over one part after the other. */
    private void leer(String sql, List<Columna> columnas, char separador, Consumer<List<String>> filas) {
        filas.accept(columnas.stream().map(Columna::campo).toList());
        transaccion.executeWithoutResult(status -> jdbc.sql(sql)
                .withFetchSize(POR_VEZ)
                .query(row -> {
                    filas.accept(celdas(row, columnas, separador));
                }));
    }

    private static List<String> celdas(ResultSet row, List<Columna> columnas, char separador) throws SQLException {
        List<String> celdas = new ArrayList<>();
        for (Columna columna : columnas) {
            celdas.add(celda(row, columna, separador));
        }
        return celdas;
    }

    private static String celda(ResultSet row, Columna columna, char separador) throws SQLException {
        String valor = row.getString(columna.campo());
        if (valor == null) {
            return "";
        }
        return switch (columna.clase()) {
            case TEXTO -> Celda.escrita(valor);
            case OPCION, CODIGO, FECHA -> valor;
            case IMPORTE, PORCENTAJE -> Celda.escrito(valor, separador);
            case SI_NO -> row.getBoolean(columna.campo()) ? "sí" : "no";
        };
    }
}
