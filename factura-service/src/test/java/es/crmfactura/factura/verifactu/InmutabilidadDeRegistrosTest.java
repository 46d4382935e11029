package es.crmfactura.factura.verifactu;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A record is held as it is by the database, against everybody: also against our own code. */
@FacturaTest
class InmutabilidadDeRegistrosTest {

    /** The invoice's cancellation, right after it in the chain. */
    private static final String ANULACION = """
            insert into verifactu_registro
              (cadena, posicion, factura_id, tipo, emisor, numero, fecha, generado, huella_anterior, huella, contenido)
            select cadena, posicion + 1, factura_id, 'anulacion', emisor, numero, fecha, generado, huella, repeat('A', 64), contenido
            from verifactu_registro where factura_id = :id and tipo = 'alta'""";

    @Autowired
    private ShopProgram shop;

    private String id = "";

    @BeforeEach
    void anInvoice() {
        id = shop.unaFactura();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update verifactu_registro set importe_total = '1.00' where factura_id = :id",
                "update verifactu_registro set huella = repeat('A', 64) where factura_id = :id",
                "update verifactu_registro set generado = generado where factura_id = :id",
                "update verifactu_registro set contenido = '{}' where factura_id = :id",
                "delete from verifactu_registro where factura_id = :id",
                "truncate verifactu_registro cascade"
            })
    void whatWasRegisteredStays(String sql) {
        assertRefused("factura_app", sql, "permission denied");
        assertRefused("factura_owner", sql, "a record of an invoice is immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from verifactu_cadena",
                "update verifactu_cadena set nif = 'B00000000'",
                "update verifactu_cadena set instalacion = '2'"
            })
    void theServiceOnlyMakesChainsLonger(String sql) {
        assertRefused("factura_app", sql, "permission denied");
    }

    @Test
    void anInvoiceIsRegisteredOnce() throws SQLException {
        execute("factura_app", ANULACION);
        String twice = ANULACION + "; " + ANULACION.replace("posicion + 1", "posicion + 2");
        assertRefused("factura_app", twice, "verifactu_registro_factura_id_tipo_subsana_key");
        assertRefused(
                "factura_app", ANULACION.replace("posicion + 1", "posicion"), "verifactu_registro_cadena_posicion_key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "generado, huella,|generado, repeat('B', 64),|this record does not follow the one before it",
                "posicion + 1|posicion + 2|this record does not follow the one before it",
                "generado, huella,|'2020-01-01T00:00:00+01:00', huella,|this record does not follow the one before it",
                "generado, huella,|generado, null,|verifactu_registro_anterior_check",
                "repeat('A', 64)|repeat('a', 64)|verifactu_registro_huella_check",
                "'anulacion', emisor, numero|'anulacion', emisor, 'a=b'|verifactu_registro_numero_check",
                "'anulacion', emisor|'alta', emisor|verifactu_registro_alta_check"
            })
    void whatDoesNotContinueTheChainOrCanNotBeSentIsRefused(String part, String other, String reason) {
        assertThat(ANULACION).contains(part);
        assertRefused("factura_app", ANULACION.replace(part, other), reason);
    }

    private void assertRefused(String role, String sql, String reason) {
        assertThatThrownBy(() -> execute(role, sql)).as("as %s: %s", role, sql).hasMessageContaining(reason);
    }

    private void execute(String role, String sql) throws SQLException {
        try (Connection connection = TestDatabase.instance().connect(role);
                var statement = connection.createStatement()) {
            connection.setSchema("factura");
            connection.setAutoCommit(false);
            statement.execute(sql.replace(":id", "'" + id + "'"));
            connection.rollback();
        }
    }
}
