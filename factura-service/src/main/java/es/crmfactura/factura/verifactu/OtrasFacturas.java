package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.verifactu.Contenido.ImporteRectificado;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The invoices that others correct, or are exchanged for, as the records of those name them. */
@Component
class OtrasFacturas {

    private static final String FACTURAS = """
            select id, emisor ->> 'nif' as emisor, numero, to_char(fecha, 'DD-MM-YYYY') as fecha, base_imponible, cuota_iva, recargo
            from factura where id = any(?)""";

    private final JdbcTemplate jdbc;

    OtrasFacturas(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param importe what it comes to, in the words of who stands in its place */
    record Otra(Referencia referencia, ImporteRectificado importe) {}

    /** By their ids; asks only where there are any. */
    Map<UUID, Otra> de(List<Alta> altas) {
        Map<UUID, Otra> otras = new HashMap<>();
        List<UUID> ids = altas.stream().flatMap(alta -> alta.otras().stream()).toList();
        if (!ids.isEmpty()) {
            jdbc.query(
                    FACTURAS,
                    row -> {
                        otras.put(row.getObject("id", UUID.class), otra(row));
                    },
                    (Object) ids.toArray(UUID[]::new));
        }
        return otras;
    }

    Referencia una(UUID id) {
        return jdbc.query(FACTURAS, (row, number) -> otra(row), (Object) new UUID[] {id})
                .get(0)
                .referencia();
    }

    private static Otra otra(ResultSet row) throws SQLException {
        return new Otra(
                new Referencia(row.getString("emisor"), row.getString("numero"), row.getString("fecha")),
                new ImporteRectificado(
                        row.getBigDecimal("base_imponible").toPlainString(),
                        row.getBigDecimal("cuota_iva").toPlainString(),
                        row.getBigDecimal("recargo").toPlainString()));
    }
}
