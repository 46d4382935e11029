package es.crmfactura.factura.documentos.correo;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class SinCorreoTest {

    @Autowired
    private ShopProgram shop;

    @Test
    void withoutAServerItIsSaidWhichSettingIsMissing() {
        String id = shop.unaFactura();
        var problem = shop.post(FACTURAS + "/" + id + "/enviar", "{\"para\":\"a@example.com\"}")
                .problem(409, "correo_sin_configurar");
        assertThat(problem.at("/detail").asString()).contains("SPRING_MAIL_HOST");
        shop.get(FACTURAS + "/" + id + "/envios").status(200).has("", List.of());
    }
}
