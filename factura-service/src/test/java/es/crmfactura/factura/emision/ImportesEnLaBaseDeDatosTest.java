package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What can't be on an invoice can't be written, whatever our code has computed. */
@FacturaTest
class ImportesEnLaBaseDeDatosTest {

    @Autowired
    private ShopProgram shop;

    private String id = "";

    @BeforeEach
    void anInvoice() {
        id = shop.unaFactura();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100, 21, 5.20, null, 0, 126.21   | factura_total_check
            100, 21, -5.20, null, 0, 115.80  | factura_recargo_check
            100, 21, 0, 15, 15, 121          | factura_total_check
            100, 21, 0, 15, 14.99, 106.01    | factura_retencion_check
            100, 21, 0, null, 15, 106        | factura_retencion_check
            100, 21, 0, 16, 16, 105          | factura_retencion_irpf_check
            """)
    void anInvoiceThatDoesNotAddUp(String importes, String restriccion) {
        assertRefused(otraFactura("'FAC'", importes), restriccion);
    }

    @Test
    void aSimplifiedInvoiceFromWhichTaxIsWithheld() {
        assertRefused(otraFactura("'SIM'", "100, 21, 0, 15, 15, 106"), "factura_retenedor_check");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            21, 1.4, null     | factura_linea_recargo_check
            10, 5.2, null     | factura_linea_recargo_check
            0, 0.5, null      | factura_linea_recargo_check
            21, -5.2, null    | factura_linea_recargo_check
            21, 0, 'E1'       | factura_linea_sin_iva_check
            0, 0, 'E7'        | factura_linea_exencion_check
            """)
    void aLineThatCannotBeTaxedSo(String impuestos, String restriccion) {
        assertRefused("""
                insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, importe, iva, recargo, exencion)
                values (:id, 2, 'Otra', 1, 1, 0, 1, %s)""".formatted(impuestos), restriccion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            21, 100, 21, 0, 0, null       | factura_impuesto_key
            21, 100, 21, 1.4, 1.40, null  | factura_impuesto_recargo_tipo_check
            21, 100, 21, 5.2, 5.21, null  | factura_impuesto_recargo_check
            21, 100, 21, 0, 5.20, null    | factura_impuesto_recargo_check
            21, 100, 21.02, 0, 0, null    | factura_impuesto_cuota_exacta_check
            0, 100, 0.01, 0, 0, 'E1'      | factura_impuesto_cuota_exacta_check
            10, 100, 10, 0, 0, 'E1'       | factura_impuesto_sin_iva_check
            0, 100, 0, 0, 0, 'S1'         | factura_impuesto_exencion_check
            """)
    void aTaxThatIsNotWhatItsBaseMakes(String impuesto, String restriccion) {
        assertRefused("""
                insert into factura_impuesto (factura_id, tipo, base, cuota, recargo_tipo, recargo, exencion)
                values (:id, %s)""".formatted(impuesto), restriccion);
    }

    /** As it was written before there was recargo: so the rows from then are valid too. */
    @Test
    void anInvoiceWithoutAWordOfRecargoOrRetentionStaysPossible() throws SQLException {
        execute("""
                insert into factura (id, serie, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_nombre, cliente_cif_nif,
                  emisor, base_imponible, cuota_iva, total)
                select gen_random_uuid(), serie, ejercicio, ordinal + 100000, fecha, vencimiento, emitida_en, cliente_nombre,
                  cliente_cif_nif, emisor, 100, 21, 121
                from factura where id = :id""");
    }

    private static String otraFactura(String serie, String importes) {
        return """
                insert into factura (id, serie, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_nombre, cliente_cif_nif,
                  emisor, base_imponible, cuota_iva, recargo, retencion_irpf, retencion, total)
                select gen_random_uuid(), %s, ejercicio, ordinal + 100000, fecha, vencimiento, emitida_en, cliente_nombre,
                  cliente_cif_nif, emisor, %s
                from factura where id = :id""".formatted(serie, importes);
    }

    private void assertRefused(String sql, String restriccion) {
        assertThatThrownBy(() -> execute(sql)).as(sql).hasMessageContaining('"' + restriccion + '"');
    }

    /** As the service's role, and undone. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.instance().connect("factura_app");
                var statement = connection.createStatement()) {
            connection.setSchema("factura");
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(sql.replace(":id", "'" + id + "'")))
                    .isOne();
            connection.rollback();
        }
    }
}
