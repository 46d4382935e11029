package es.crmfactura.factura;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom billing tells what. */
@FacturaTest
class WebhooksTest {

    @Autowired
    private ShopProgram shop;

    @Test
    void aWebhookCanAskForEachOfBillingsEventsAndNoOther() {
        var refused = shop.post("/api/webhooks", """
                        {"url": "https://ejemplo.example/avisos", "tipos": ["es.crmfactura.ClienteCreado.v1"]}""").problem(422, "campos_invalidos");

        assertThat(refused.at("/errores/0/mensaje").asString())
                .isEqualTo(
                        "tiene que ser uno de: es.crmfactura.FacturaAnulada.v1, es.crmfactura.FacturaEmitida.v1,"
                                + " es.crmfactura.FacturaVencida.v1, es.crmfactura.PagoDevuelto.v1, es.crmfactura.PagoRecibido.v1");
    }
}
