package es.crmfactura.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whom the CRM tells what. */
@CrmTest
class WebhooksTest {

    @Autowired
    private OldClient crm;

    @Test
    void aWebhookCanAskForEachOfTheCrmsEventsAndNoOther() {
        var refused = crm.post("/api/webhooks", """
                        {"url": "https://ejemplo.example/avisos", "tipos": ["es.crmfactura.FacturaEmitida.v1"]}""").problem(422, "campos_invalidos");

        assertThat(refused.at("/errores/0/mensaje").asString())
                .isEqualTo("tiene que ser uno de: es.crmfactura.ClienteActualizado.v1, es.crmfactura.ClienteCreado.v1,"
                        + " es.crmfactura.ClienteEliminado.v1, es.crmfactura.ClienteFusionado.v1,"
                        + " es.crmfactura.OportunidadGanada.v1");
    }
}
