package es.crmfactura.factura.remision;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As it is where no address is set: records wait, and can be looked at. */
@FacturaTest
class RemisionApagadaTest {

    private static final String REGISTROS = "/api/verifactu/registros";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private JdbcClient jdbc;

    private String factura = "";

    @BeforeEach
    void anInvoice() {
        factura = shop.unaFactura();
    }

    @Test
    void itSaysThatNothingIsSentAndHowMuchWaits() {
        Answer estado = shop.get("/api/verifactu/estado")
                .status(200)
                .has("/remision", "apagada")
                .has("/entorno", "PRODUCCION")
                .has("/obligatorio_desde", null)
                .has("/proximo_envio", null)
                .has("/ultimo_error", null);
        assertThat(estado.at("/aviso").asString())
                .contains("No se envía nada a la Agencia Tributaria", "crmfactura.verifactu.remision.url");
        assertThat(estado.at("/pendientes").asLong()).isPositive();
        assertThat(estado.at("/pendiente_desde").asString()).isNotBlank();
    }

    @Test
    void recordsAreListedWithTheLastFirst() {
        Answer lista = shop.get(REGISTROS + "?limit=1").status(200);
        lista.has("/registros/0/factura_id", factura)
                .has("/registros/0/tipo", "alta")
                .has("/registros/0/estado", "pendiente")
                .has("/registros/0/tipo_factura", "F1")
                .hasAmount("/registros/0/importe_total", "121.00")
                .has("/registros/0/subsana", null)
                .has("/registros/0/duplicado", false);
        assertThat(shop.get(REGISTROS + "?estado=rechazado&limit=100")
                        .status(200)
                        .at("/registros")
                        .toString())
                .doesNotContain(factura);
        shop.get(REGISTROS + "?estado=perdido").problem(400, "parametro_desconocido");
    }

    @Test
    void whatTheAgencyHasNotAnsweredIsNotPutRight() {
        shop.post(REGISTROS + "/" + registro() + "/subsanar", "").problem(409, "registro_sin_respuesta");
    }

    @Test
    void aRecordIsPutRightByAnotherAndStays() {
        int id = registro();
        respondido(id, "rechazado");
        Answer nuevo = shop.post(REGISTROS + "/" + id + "/subsanar", "{\"descripcion\":\"Consultoría\"}")
                .status(201)
                .has("/subsana", id)
                .has("/factura_id", factura)
                .has("/estado", "pendiente");
        shop.get(FACTURAS + "/" + factura).has("/huella", nuevo.at("/huella").asString());
        assertThat(shop.get(FACTURAS + "/" + factura + "/verifactu.xml")
                        .response()
                        .body())
                .contains("<sf:Subsanacion>S</sf:Subsanacion>", "<sf:DescripcionOperacion>Consultoría<");
        shop.get(REGISTROS + "?limit=2")
                .has("/registros/1/id", id)
                .has("/registros/1/subsanado_por", nuevo.at("/id").asInt());
        shop.post(REGISTROS + "/" + id + "/subsanar", "").problem(409, "registro_anterior");
        shop.post(REGISTROS + "/" + nuevo.at("/id").asLong() + "/subsanar", "{\"descripcion\":\" \"}")
                .problem(422, "campos_invalidos");
        assertThat(shop.get("/api/verifactu/cadena").at("/errores").toString()).doesNotContain(factura);
    }

    @Test
    void whatIsCancelledIsNotPutRight() {
        int id = registro();
        shop.anular(factura).status(200);
        shop.post(REGISTROS + "/" + id + "/subsanar", "").problem(409, "registro_anterior");
        respondido(registro(), "aceptado");
        shop.post(REGISTROS + "/" + registro() + "/subsanar", "").problem(409, "anulacion_sin_rechazo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "999999999999", "99999999999999999999"})
    void whatNamesNoRecordIsNotFound(String id) {
        shop.post(REGISTROS + "/" + id + "/subsanar", "{}").problem(404, "registro_desconocido");
    }

    /** As if an address had been set for a while. */
    private void respondido(int id, String estado) {
        jdbc.sql(
                        "insert into verifactu_envio (registro, estado, intentos, enviado_en, respondido_en) values (?, ?, 1, now(), now())")
                .params(id, estado)
                .update();
    }

    private int registro() {
        return shop.get(REGISTROS + "?limit=1").at("/registros/0/id").asInt();
    }
}
