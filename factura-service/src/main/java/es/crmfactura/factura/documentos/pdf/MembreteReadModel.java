package es.crmfactura.factura.documentos.pdf;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letterhead as it is now. */
@Component
class MembreteReadModel {

    private final JdbcClient jdbc;

    MembreteReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Membrete actual() {
        return jdbc.sql("select e.color, l.tipo, l.contenido from emisor e left join emisor_logo l on true")
                .query(MembreteReadModel::membrete)
                .optional()
                .orElse(Membrete.SIN_NADA);
    }

    private static Membrete membrete(ResultSet row, int number) throws SQLException {
        byte[] logo = row.getBytes("contenido");
        return new Membrete(
                row.getString("color"), logo == null ? null : new Membrete.Logo(row.getString("tipo"), logo));
    }
}
