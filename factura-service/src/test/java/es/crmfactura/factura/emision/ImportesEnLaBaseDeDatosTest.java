package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What can't be on an invoice can't be written, whatever our code has computed. */
@FacturaTest
class ImportesEnLaBaseDeDatosTest {

    private static final UUID OTRA = UUID.randomUUID();

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
            100, 21, -5.20, null, 0, 115.80  | factura_signo_check
            100, 21, 0, 15, 15, 121          | factura_total_check
            100, 21, 0, 15, 14.99, 106.01    | factura_retencion_check
            100, 21, 0, null, 15, 106        | factura_retencion_check
            100, 21, 0, 16, 16, 105          | factura_retencion_irpf_check
            """)
    void anInvoiceThatDoesNotAddUp(String importes, String restriccion) {
        assertRefused(otraFactura("'FAC', 'F1', null, null, null", importes), restriccion);
    }

    @Test
    void aSimplifiedInvoiceFromWhichTaxIsWithheld() {
        assertRefused(
                otraFactura("'SIM', 'F2', null, null, null", "100, 21, 0, 15, 15, 106"), "factura_retenedor_check");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'FAC', 'F2', null, null, null                  | factura_tipo_check
            'SIM', 'F3', null, null, null                  | factura_tipo_check
            'REC', 'F1', id, 'diferencias', 'Devolución'   | factura_tipo_check
            'FAC', 'R1', null, null, null                  | factura_tipo_check
            'REC', 'R6', id, 'diferencias', 'Devolución'   | factura_tipo_check
            'REC', 'R1', null, null, null                  | factura_rectificativa_check
            'REC', 'R1', id, 'diferencias', null           | factura_rectificativa_check
            'FAC', 'F1', id, 'diferencias', 'Devolución'   | factura_rectificativa_check
            'REC', 'R1', id, 'abono', 'Devolución'         | factura_rectificacion_check
            'REC', 'R1', id, 'diferencias', ' '            | factura_motivo_rectificacion_check
            """)
    void anInvoiceOfAKindThatThereIsNot(String tipo, String restriccion) {
        assertRefused(otraFactura(tipo, "100, 21, 0, null, 0, 121"), restriccion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'REC', 'R1', id, 'sustitucion', 'Error' | -100, -21, 0, null, 0, -121    | factura_signo_check
            'FAC', 'F1', null, null, null           | -100, -21, 0, null, 0, -121    | factura_signo_check
            'FAC', 'F3', null, null, null           | 100, -21, 0, null, 0, 79       | factura_signo_check
            'REC', 'R1', id, 'diferencias', 'Error' | -100, -21, 0, 15, -14.98, -106.02 | factura_retencion_check
            'REC', 'R1', id, 'diferencias', 'Error' | -100, -21, 0, null, 0, 121     | factura_total_check
            """)
    void amountsThatAreNotOfThatKind(String tipo, String importes, String restriccion) {
        assertRefused(otraFactura(tipo, importes), restriccion);
    }

    @Test
    void differencesMayBeNegative() throws SQLException {
        execute(otraFactura("'REC', 'R1', id, 'diferencias', 'Error'", "-100, -21, 0, 15, -14.99, -106.01"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            factura_linea    | (factura_id, linea, descripcion, cantidad, precio, descuento, importe, iva) values (:otra, 1, 'Otra', -1, 1, 0, -1, 21)
            factura_impuesto | (factura_id, tipo, base, cuota) values (:otra, 21, -1, -0.21)
            """)
    void whatIsNoDifferenceHasNothingNegative(String tabla, String valores) throws SQLException {
        String insertar = "; insert into " + tabla + valores;
        String normal = otraFactura("'FAC', 'F1', null, null, null", "100, 21, 0, null, 0, 121");
        assertThatThrownBy(() -> execute(normal + insertar)).hasMessageContaining("only differences may be negative");
        execute(otraFactura("'REC', 'R1', id, 'diferencias', 'Error'", "-1, -0.21, 0, null, 0, -1.21") + insertar);
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
                insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_nombre, cliente_cif_nif,
                  emisor, base_imponible, cuota_iva, total)
                select gen_random_uuid(), serie, tipo, ejercicio, ordinal + 100000, fecha, vencimiento, emitida_en, cliente_nombre,
                  cliente_cif_nif, emisor, 100, 21, 121
                from factura where id = :id""");
    }

    /** @param tipo its series and kind, and what it corrects if it does */
    private static String otraFactura(String tipo, String importes) {
        return """
                insert into serie select 'REC', ejercicio, 0, fecha from factura where id = :id on conflict do nothing;
                insert into factura (id, serie, tipo, rectifica_a, rectificacion, motivo_rectificacion, ejercicio, ordinal, fecha,
                  vencimiento, emitida_en, cliente_nombre, cliente_cif_nif, emisor, base_imponible, cuota_iva, recargo,
                  retencion_irpf, retencion, total)
                select :otra, %s, ejercicio, ordinal + 100000, fecha, vencimiento, emitida_en, cliente_nombre,
                  cliente_cif_nif, emisor, %s
                from factura where id = :id""".formatted(tipo, importes);
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
            statement.execute(sql.replace(":id", "'" + id + "'").replace(":otra", "'" + OTRA + "'"));
            connection.rollback();
        }
    }
}
