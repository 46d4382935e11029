package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What was issued before there was recargo, in a schema of its own. */
class FacturasDeAntesTest {

    private static final String SCHEMA = "factura_de_antes";

    @BeforeEach
    void asItWas() throws SQLException {
        onServer("create schema %s authorization factura_owner".formatted(SCHEMA));
    }

    @AfterEach
    void gone() throws SQLException {
        onServer("drop schema %s cascade".formatted(SCHEMA));
    }

    @Test
    void theyStayValidWithoutRecargoOrRetentionAndCountInReports() throws SQLException {
        flyway().target("20261124.81").load().migrate();
        try (Connection owner = TestDatabase.instance().connect("factura_owner")) {
            owner.setSchema(SCHEMA);
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(owner, true));
            // 10.00 with the tax in it: its cuota is a cent more than 21 % of 8.26
            jdbc.execute("""
                    begin;
                    insert into serie values ('FAC', 2026, 1, '2026-11-22');
                    insert into factura (id, serie, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_nombre,
                      cliente_cif_nif, emisor, base_imponible, cuota_iva, total, pagado)
                    values ('019a0f61-2c48-7de0-b1a3-94c7e25f8d10', 'FAC', 2026, 1, '2026-11-22', '2026-11-22', now(), 'Ana',
                      '12345678Z', '{}', 9.26, 1.74, 11.00, 5);
                    insert into factura_linea values ('019a0f61-2c48-7de0-b1a3-94c7e25f8d10', 1, 'Pan', 1, 8.2645, 0, 21, 8.26);
                    insert into factura_impuesto values ('019a0f61-2c48-7de0-b1a3-94c7e25f8d10', 21, 8.26, 1.74);
                    insert into factura_impuesto values ('019a0f61-2c48-7de0-b1a3-94c7e25f8d10', 0, 1.00, 0.00);
                    insert into pago values (gen_random_uuid(), '019a0f61-2c48-7de0-b1a3-94c7e25f8d10', 5, '2026-11-24', null, null, now());
                    commit""");
            flyway().load().migrate();
            assertThat(jdbc.queryForObject("""
                            select concat_ws(' ', f.tipo, f.pendiente, f.recargo, f.retencion, f.total, f.pagado, l.recargo, sum(i.recargo), count(i.exencion))
                            from factura f join factura_linea l on l.factura_id = f.id join factura_impuesto i on i.factura_id = f.id
                            group by f.id, l.recargo""", String.class)).isEqualTo("F1 6.00 0.00 0.00 11.00 5.00 0.00 0.00 0");
            assertThat(jdbc.queryForList(
                            "select concat_ws(' ', fecha, serie, iva, facturas, base, cuota) from suma_diaria",
                            String.class))
                    .containsExactlyInAnyOrder(
                            "2026-11-22 FAC 1 0 0", "2026-11-22 FAC 21.00 0 826 174", "2026-11-22 FAC 0.00 0 100 0");
            // 5.00, two days late
            assertThat(jdbc.queryForObject(
                            "select concat_ws(' ', mes, cif_nif, facturas, base, cuota, declarable, cobrado, retraso) from suma_mensual",
                            String.class))
                    .isEqualTo("2026-11-01 12345678Z 1 926 174 1100 500 1000");
        }
    }

    private static FluentConfiguration flyway() {
        var database = TestDatabase.instance();
        return Flyway.configure()
                .dataSource(database.url(), "factura_owner", database.password())
                .defaultSchema(SCHEMA)
                .locations(
                        "classpath:db/migration/messaging",
                        "classpath:db/migration/web",
                        "classpath:db/migration/security",
                        "classpath:db/migration/webhooks",
                        "classpath:db/migration/factura")
                .placeholders(Map.of("app", "factura_app"));
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
