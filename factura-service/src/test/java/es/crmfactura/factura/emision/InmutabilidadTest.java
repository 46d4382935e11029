package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The law's rule, held by the database against everybody: also against our own code. */
@FacturaTest
class InmutabilidadTest {

    private static final String ANULAR =
            "update factura set anulada_en = now(), motivo_anulacion = 'Error' where id = :id";
    private static final String DEVOLVER =
            "update pago set fecha_devolucion = fecha, motivo_devolucion = 'Sin fondos' where factura_id = :id";
    private static final String PAGO = "a payment is returned once, and else stays";

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
                "update factura set total = total + 1, base_imponible = base_imponible + 1 where id = :id",
                "update factura set fecha = fecha - 1 where id = :id",
                "update factura set ordinal = ordinal + 1000 where id = :id",
                "update factura set cliente_nombre = 'Otro' where id = :id",
                "update factura set emisor = '{}' where id = :id",
                "update factura set tipo = 'F3' where id = :id",
                "update factura set rectifica_a = id, rectificacion = 'diferencias', motivo_rectificacion = 'x' where id = :id",
                "update factura set recargo = 1, total = total + 1 where id = :id",
                "update factura set retencion_irpf = 15, retencion = 15, total = total - 15 where id = :id",
                "delete from factura where id = :id",
                "truncate factura cascade",
                "update factura_linea set importe = 0 where factura_id = :id",
                "update factura_linea set recargo = 5.2 where factura_id = :id",
                "update factura_linea set exencion = 'E1', iva = 0 where factura_id = :id",
                "delete from factura_linea where factura_id = :id",
                "truncate factura_linea",
                "update factura_impuesto set cuota = 0 where factura_id = :id",
                "update factura_impuesto set recargo_tipo = 5.2, recargo = 5.2 where factura_id = :id",
                "update factura_impuesto set exencion = 'E1', tipo = 0, cuota = 0 where factura_id = :id",
                "delete from factura_impuesto where factura_id = :id",
                "truncate factura_impuesto"
            })
    void whatWasIssuedStays(String sql) {
        assertRefused("factura_app", sql, "permission denied");
        assertRefused("factura_owner", sql, "an issued invoice is immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into factura_linea values (:id, 2, 'Otra', 1, 1, 0, 21, 1)",
                "insert into factura_impuesto values (:id, 4, 1, 0.04)",
                "update factura set pagado = 1 where id = :id; insert into factura_linea values (:id, 2, 'Otra', 1, 1, 0, 21, 1)"
            })
    void nothingIsAddedToWhatWasIssued(String sql) {
        assertRefused("factura_app", sql, "an issued invoice is immutable");
        assertRefused("factura_owner", sql, "an issued invoice is immutable");
    }

    @Test
    void afterARestoreNoTransactionIsTakenForTheOneThatIssuedIt() {
        String sameId = """
                alter table factura disable trigger inmutable;
                update factura set emision = pg_current_xact_id() where id = :id;
                alter table factura enable trigger inmutable;
                """;
        String addition = """
                insert into factura_linea values (:id, 2, 'Otra', 1, 1, 0, 21, 1);
                do $$ begin raise exception 'added'; end $$""";

        assertRefused("factura_owner", sameId + addition, "added");
        assertRefused(
                "factura_owner", sameId + "select olvidar_emisiones();" + addition, "an issued invoice is immutable");
    }

    @Test
    void onlyItsPaymentStateChangesAndItsClientBecomesKnownOnce() throws SQLException {
        execute("factura_app", "update factura set pagado = 21, version = version + 1 where id = :id");
        execute("factura_app", "update factura set cliente_crm_id = gen_random_uuid() where id = :id");
        String again = "update factura set cliente_crm_id = gen_random_uuid() where id = :id";
        assertRefused("factura_app", again, "the client of an invoice does not change");
        assertRefused("factura_app", "update factura set pagado = 121.01 where id = :id", "factura_pagado_check");
        shop.get(ShopProgram.FACTURAS + "/" + id).has("/estado", "parcialmente_pagada");
    }

    @Test
    void itIsCancelledOnceForOneReasonAndThenOnlyItsClientBecomesKnown() throws SQLException {
        assertRefused("factura_app", "update factura set anulada_en = now() where id = :id", "factura_anulacion_check");
        assertRefused(
                "factura_app",
                "update factura set motivo_anulacion = 'Sin fecha' where id = :id",
                "factura_anulacion_check");
        assertRefused(
                "factura_app",
                "update factura set anulada_en = now(), motivo_anulacion = ' ' where id = :id",
                "factura_motivo_anulacion_check");
        execute("factura_app", ANULAR);
        for (String sql : List.of(
                ANULAR,
                "update factura set anulada_en = null, motivo_anulacion = null where id = :id",
                "update factura set motivo_anulacion = 'Otro' where id = :id",
                "update factura set anulada_en = anulada_en - interval '1 day' where id = :id",
                "update factura set version = version + 1 where id = :id",
                "update factura set pagado = 21 where id = :id")) {
            assertRefused("factura_app", sql, "an issued invoice is immutable");
            assertRefused("factura_owner", sql, "an issued invoice is immutable");
        }
        execute("factura_app", "update factura set cliente_crm_id = gen_random_uuid() where id = :id");
    }

    @Test
    void whatIsPaidIsNotCancelledNotEvenTogetherWithItsPayment() throws SQLException {
        execute("factura_app", "update factura set pagado = 21 where id = :id");
        String reason = "an invoice with payments is not cancelled";
        assertRefused("factura_app", ANULAR, reason);
        assertRefused("factura_owner", ANULAR.replace("set", "set pagado = 0,"), reason);
        execute("factura_app", "update factura set pagado = 0 where id = :id");
        assertRefused("factura_app", ANULAR.replace("set", "set pagado = 1,"), "factura_anulada_sin_pagos_check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update pago set importe = 1 where factura_id = :id",
                "update pago set fecha = fecha - 1 where factura_id = :id",
                "update pago set importe = 1, fecha_devolucion = fecha where factura_id = :id",
                "delete from pago where factura_id = :id",
                "truncate pago"
            })
    void whatWasPaidStays(String sql) {
        pagar();
        assertRefused("factura_app", sql, "permission denied");
        assertRefused("factura_owner", sql, PAGO);
    }

    @Test
    void aPaymentIsReturnedOnceAndNotBeforeItCameIn() throws SQLException {
        pagar();
        assertRefused(
                "factura_app",
                "update pago set fecha_devolucion = fecha - 1 where factura_id = :id",
                "pago_devolucion_check");
        assertRefused("factura_app", "update pago set motivo_devolucion = 'Sin fecha' where factura_id = :id", PAGO);
        execute("factura_app", DEVOLVER);
        for (String sql : List.of(
                DEVOLVER,
                "update pago set fecha_devolucion = null, motivo_devolucion = null where factura_id = :id",
                "update pago set fecha_devolucion = fecha_devolucion + 1 where factura_id = :id",
                "update pago set motivo_devolucion = 'Otro' where factura_id = :id")) {
            assertRefused("factura_app", sql, PAGO);
            assertRefused("factura_owner", sql, PAGO);
        }
    }

    private void pagar() {
        shop.post(ShopProgram.FACTURAS + "/" + id + "/pagos", "{\"importe\": 21}")
                .status(201);
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
            connection.commit();
            assertThat(statement.getUpdateCount()).isNotZero();
        }
    }
}
