package es.crmfactura.factura.reportes;

import es.crmfactura.factura.reportes.tablas.Columna;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who was invoiced: one line for each client of the CRM, and for each tax id that the CRM does not know. */
@Schema(name = "ClienteDelReporte")
public record ClienteDelReporte(
        @Schema(description = "En el CRM; null si no lo conoce") @Nullable
        UUID clienteCrmId,

        @Schema(example = "Bar Manolo S.L.") String nombre,
        @Schema(example = "B12345674") @Nullable String cifNif) {

    private static final String SIN_IDENTIFICAR = "Sin identificar";

    /** Of a row with {@code crm_id}, {@code cif_nif} and {@code nombre}. Who has neither of the first two is nobody in particular. */
    public static ClienteDelReporte de(ResultSet row) throws SQLException {
        UUID crmId = row.getObject("crm_id", UUID.class);
        String cifNif = row.getString("cif_nif");
        return new ClienteDelReporte(
                crmId, crmId == null && cifNif == null ? SIN_IDENTIFICAR : row.getString("nombre"), cifNif);
    }

    /** In a table, of each row. */
    public static <F> List<Columna<F>> columnas(Function<F, ClienteDelReporte> cliente) {
        return List.of(
                new Columna<>("Cliente", fila -> cliente.apply(fila).nombre()),
                new Columna<>("NIF", fila -> cliente.apply(fila).cifNif()));
    }
}
