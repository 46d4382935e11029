package es.crmfactura.factura.emision;

import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FacturaTest
class SeriesTest {

    @Autowired
    private ShopProgram shop;

    @Test
    void eachSeriesOfAYearSaysHowFarItHasGot() {
        int ejercicio = unEjercicio();
        shop.emitir("'fecha':'%d-02-01',".formatted(ejercicio), item("10", 21)).status(201);
        shop.emitir("'fecha':'%d-03-31',".formatted(ejercicio), item("10", 21)).status(201);
        shop.emitir("'serie':'SIM','fecha':'%d-05-05',".formatted(ejercicio), item("10", 21))
                .status(201);
        assertThat(series(ejercicio))
                .containsExactly(
                        "FAC 2 FAC-%1$d-000002 %1$d-03-31".formatted(ejercicio),
                        "SIM 1 SIM-%1$d-000001 %1$d-05-05".formatted(ejercicio));
    }

    @Test
    void oneWithoutInvoicesIsNone() {
        int ejercicio = unEjercicio();
        shop.emitir("'total':1,'fecha':'%d-02-01',".formatted(ejercicio), item("10", 21))
                .status(422);
        assertThat(series(ejercicio)).isEmpty();
    }

    private List<String> series(int ejercicio) {
        List<String> series = new ArrayList<>();
        for (JsonNode serie : shop.get("/api/series").status(200).at("")) {
            if (serie.at("/ejercicio").asInt() == ejercicio) {
                series.add("%s %d %s %s"
                        .formatted(
                                serie.at("/serie").asString(),
                                serie.at("/ultimo").asInt(),
                                serie.at("/ultimo_numero").asString(),
                                serie.at("/ultima_fecha").asString()));
            }
        }
        return series;
    }
}
