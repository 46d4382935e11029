package es.crmfactura.factura.verificacion;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.verifactu.RegistrosReadModel;
import es.crmfactura.factura.verificacion.Verificacion.Fallo;
import es.crmfactura.factura.verificacion.Verificacion.Motivo;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever somebody with the owner's password may have done to the chain, it is found. */
@FacturaTest
class VerificacionDeCadenasTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private JsonMapper json;

    private String primera = "";
    private String segunda = "";
    private String tercera = "";

    @BeforeEach
    void threeInvoicesOfWhichTheSecondIsCancelled() {
        primera = shop.unaFactura();
        segunda = shop.unaFactura();
        tercera = shop.unaFactura();
        shop.post(FACTURAS + "/" + segunda + "/anular", "{\"motivo\":\"Emitida dos veces\"}")
                .status(200);
    }

    @Test
    void aWholeChainIsToldFromItsBeginningToItsEnd() {
        var answer = shop.get("/api/verifactu/cadena").status(200);
        var cadena = answer.at("/cadenas")
                .valueStream()
                .filter(c -> c.at("/nif").asString().equals("B99999997"))
                .findFirst()
                .orElseThrow();
        assertThat(cadena.at("/registros").asLong()).isGreaterThanOrEqualTo(4);
        assertThat(cadena.at("/desde").asString())
                .isLessThanOrEqualTo(cadena.at("/hasta").asString());
        assertThat(cadena.at("/huella").asString()).matches("[0-9A-F]{64}");
        assertThat(answer.at("/errores")
                        .valueStream()
                        .map(e -> e.at("/factura_id").asString()))
                .doesNotContain(primera, segunda, tercera);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update verifactu_registro set importe_total = '1.00' where factura_id = :primera|huella factura",
                "update verifactu_registro set numero = 'FAC-2020-000001' where factura_id = :primera|huella factura",
                "update verifactu_registro set generado = '2020-01-01T00:00:00+01:00' where factura_id = :segunda and tipo = 'alta'|huella orden",
                "update verifactu_registro set huella = repeat('A', 64) where factura_id = :segunda and tipo = 'alta'|huella enlace",
                "update verifactu_registro set huella_anterior = repeat('A', 64) where factura_id = :segunda and tipo = 'alta'|enlace huella",
                "delete from verifactu_registro where factura_id = :primera|posicion sin_registro",
                "delete from verifactu_registro where factura_id = :segunda and tipo = 'anulacion'|fin sin_registro",
                "update verifactu_registro set posicion = posicion + 1000 where factura_id = :segunda and tipo = 'anulacion'|posicion fin",
                "update verifactu_cadena set huella = repeat('A', 64)|fin",
                "update factura set base_imponible = 200, total = 221 where id = :primera|factura",
                "update factura set anulada_en = null, motivo_anulacion = null where id = :segunda|factura",
                "update factura set emisor = jsonb_set(emisor, '{nif}', '\"B00000000\"') where id = :tercera|factura",
                "update verifactu_registro set contenido = jsonb_set(contenido, '{alta,desglose,0,base}', '\"1.00\"') where factura_id = :tercera|factura"
            })
    void itIsFoundWhereItBreaksAndWhy(String sql, String motivos) throws SQLException {
        List<Fallo> antes = verificar("select 1").errores();
        List<Fallo> fallos = verificar(sql).errores();
        Set<Motivo> nuevos = fallos.stream()
                .filter(fallo -> !antes.contains(fallo))
                .map(Fallo::motivo)
                .collect(Collectors.toSet());
        assertThat(nuevos)
                .as(sql)
                .isEqualTo(Stream.of(motivos.split(" ")).map(Motivo::valueOf).collect(Collectors.toSet()));
    }

    @Test
    void eachBreakIsToldOnceWithItsInvoice() throws SQLException {
        List<Fallo> antes = verificar("select 1").errores();
        assertThat(verificar("update verifactu_registro set cuota_total = '0.00' where factura_id = :tercera")
                        .errores())
                .filteredOn(fallo -> !antes.contains(fallo))
                .allSatisfy(fallo -> assertThat(fallo.facturaId()).hasToString(tercera))
                .extracting(Fallo::motivo)
                .containsExactlyInAnyOrder(Motivo.huella, Motivo.factura);
    }

    @Test
    void invoicesFromBeforeThereWereRecordsAreCountedAndMissNothing() throws SQLException {
        Verificacion antes = verificar("select 1");
        Verificacion despues = verificar(
                "delete from verifactu_registro where factura_id = :tercera; update factura set con_registro = false where id = :tercera");
        assertThat(despues.facturasSinRegistro()).isEqualTo(antes.facturasSinRegistro() + 1);
        assertThat(despues.errores())
                .filteredOn(fallo -> !antes.errores().contains(fallo))
                .extracting(Fallo::motivo)
                .doesNotContain(Motivo.sin_registro);
    }

    /** What it says when that has been done, which then is undone. */
    private Verificacion verificar(String sql) throws SQLException {
        try (Connection owner = TestDatabase.instance().connect("factura_owner");
                var statement = owner.createStatement()) {
            owner.setSchema("factura");
            owner.setAutoCommit(false);
            statement.execute(
                    "alter table verifactu_registro disable trigger user; alter table factura disable trigger user");
            statement.execute("alter table verifactu_registro drop constraint verifactu_registro_anterior_check");
            statement.execute(sql.replace(":primera", "'" + primera + "'")
                    .replace(":segunda", "'" + segunda + "'")
                    .replace(":tercera", "'" + tercera + "'"));
            var dataSource = new SingleConnectionDataSource(owner, true);
            var client = JdbcClient.create(dataSource);
            var registros = new RegistrosReadModel(new JdbcTemplate(dataSource), client, json);
            Verificacion verificacion = new VerificacionDeCadenas(client, registros).verificar();
            owner.rollback();
            return Objects.requireNonNull(verificacion);
        }
    }
}
