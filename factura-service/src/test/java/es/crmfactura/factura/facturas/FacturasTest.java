package es.crmfactura.factura.facturas;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FacturaTest
class FacturasTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Test
    void anInvoiceOfTwoLinesAndTwoRatesIsIssued() {
        var answer = shop.emitir(
                        "'forma_pago':'transferencia','notas':'Gracias','total':294,",
                        "{'descripcion':' Consultoría ','cantidad':2.0,'precio':100}",
                        "{'descripcion':'Libro','cantidad':5,'precio':12.5,'iva':4,'descuento':20}")
                .status(201);
        LocalDate hoy = LocalDate.now(ZoneId.of("Europe/Madrid"));
        answer.has("/serie", "FAC")
                .has("/tipo", "F1")
                .has("/estado", "emitida")
                .has("/cliente_crm_id", null)
                .has("/cliente_nombre", "Bar Manolo S.L.")
                .has("/cliente/cif_nif", "B12345674")
                .has("/fecha", hoy.toString())
                .has("/vencimiento", hoy.plusDays(30).toString())
                .has("/items/0/descripcion", "Consultoría")
                .has("/items/0/cantidad", 2)
                .hasAmount("/items/0/precio", "100.00")
                .has("/items/0/iva", 21)
                .has("/items/0/importe", 200.00)
                .has("/items/1/descuento", 20)
                .has("/items/1/importe", 50.00)
                .has("/desglose", List.of(impuesto(4, 50.00, 2.00), impuesto(21, 200.00, 42.00)))
                .hasAmount("/base_imponible", "250.00")
                .hasAmount("/cuota_iva", "44.00")
                .hasAmount("/total", "294.00")
                .hasAmount("/pagado", "0.00")
                .hasAmount("/pendiente", "294.00")
                .has("/forma_pago", "transferencia")
                .has("/notas", "Gracias");
        assertThat(answer.at("/numero").asString()).matches("FAC-" + hoy.getYear() + "-\\d{6}");
        String id = answer.at("/id").asString();
        assertThat(answer.header("Location")).isEqualTo(FACTURAS + "/" + id);
        JsonNode issued = answer.at("");
        assertThat(shop.get(FACTURAS + "/" + id).status(200).at("")).isEqualTo(issued);
        assertThat(shop.get(FACTURAS + "/numero/" + answer.at("/numero").asString())
                        .status(200)
                        .at(""))
                .isEqualTo(issued);
    }

    @Test
    void withTheTaxInThePricesTheLinesAreAnsweredWithoutIt() {
        var answer = shop.emitir("'iva_incluido':true,'total':131.40,", item("121", 21), item("10.40", 4))
                .status(201)
                .has("/items/0/precio", 100.0)
                .has("/items/0/importe", 100.0)
                .has("/items/1/precio", 10.0)
                .hasAmount("/base_imponible", "110.00")
                .hasAmount("/total", "131.40");
        JsonNode issued = answer.at("");
        assertThat(shop.get(FACTURAS + "/" + answer.at("/id").asString()).at(""))
                .isEqualTo(issued);
    }

    @Test
    void amountsMayComeAsText() {
        shop.emitir("'total':'12.10',", "{'descripcion':'Cosa','cantidad':'1','precio':'10.00','iva':'21'}")
                .status(201)
                .hasAmount("/total", "12.10");
    }

    @Test
    void eachSeriesAndYearIsNumberedApart() {
        int ejercicio = unEjercicio();
        int siguiente = unEjercicio();
        assertThat(List.of(
                        numero(ejercicio, "03-01", "FAC"),
                        numero(ejercicio, "03-01", "SIM"),
                        numero(ejercicio, "12-31", "FAC"),
                        numero(siguiente, "01-01", "FAC")))
                .containsExactly(
                        "FAC-%d-000001".formatted(ejercicio),
                        "SIM-%d-000001".formatted(ejercicio),
                        "FAC-%d-000002".formatted(ejercicio),
                        "FAC-%d-000001".formatted(siguiente));
    }

    @Test
    void theListIsFilteredByHowAnInvoiceStands() {
        int ejercicio = unEjercicio();
        String vencida = enFecha(ejercicio, "01-01", "");
        String emitida = enFecha(ejercicio, "01-02", "'vencimiento':'2999-12-31',");
        String parcial = enFecha(ejercicio, "01-03", "'vencimiento':'2999-12-31',");
        pagar(parcial, "21");
        String pagada = enFecha(ejercicio, "01-04", "");
        pagar(pagada, "121");
        assertThat(ids(ejercicio, "")).containsExactly(pagada, parcial, emitida, vencida);
        assertThat(ids(ejercicio, "&estado=vencida")).containsExactly(vencida);
        assertThat(ids(ejercicio, "&estado=emitida")).containsExactly(emitida);
        assertThat(ids(ejercicio, "&estado=parcialmente_pagada")).containsExactly(parcial);
        assertThat(ids(ejercicio, "&estado=pagada")).containsExactly(pagada);
        assertThat(ids(ejercicio, "&vencidas=true")).containsExactly(vencida);
        assertThat(ids(ejercicio, "&vencidas=false")).hasSize(4);
        assertThat(ids(ejercicio, "&vencidas=true&estado=pagada")).isEmpty();
    }

    @Test
    void theListIsFilteredByDateSeriesAndClient() {
        int ejercicio = unEjercicio();
        UUID cliente = crm.unCliente("Del CRM", null, null);
        String enero = enFecha(ejercicio, "01-31", "");
        String febrero = enFecha(ejercicio, "02-01", "'serie':'SIM',");
        String marzo = shop.post(FACTURAS, """
                        {"cliente_crm_id":"%s","fecha":"%d-03-01","items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(cliente, ejercicio))
                .status(201)
                .at("/id")
                .asString();
        assertThat(ids(ejercicio, "&serie=SIM")).containsExactly(marzo, febrero);
        assertThat(ids(ejercicio, "&serie=FAC")).containsExactly(enero);
        assertThat(ids(ejercicio, "&cliente_crm_id=" + cliente)).containsExactly(marzo);
        assertThat(ids(ejercicio, "&cliente_crm_id=nadie")).isEmpty();
        assertThat(listed("desde=%d-02-01&hasta=%d-02-01".formatted(ejercicio, ejercicio)))
                .containsExactly(febrero);
        assertThat(listed("desde=%d-02-02&hasta=%d-01-31".formatted(ejercicio, ejercicio)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PAN, 2",
        "100%, 1",
        "%, 1",
        "_, 1",
        "\\, 1",
        "pan_y, 1",
        "b12345674, 3",
        "000002, 1",
        "%%, 0",
        "nada, 0"
    })
    void whatIsSearchedIsTakenLiterally(String buscar, int found) {
        int ejercicio = unEjercicio();
        for (String nombre : List.of("100% Pan_y \\\\", "Pan y 100", "Otro")) {
            shop.post(FACTURAS, """
                            {"cliente":{"nombre_completo":"%s","cif_nif":"B12345674"},"fecha":"%d-01-01",
                             "items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(nombre, ejercicio)).status(201);
        }
        assertThat(ids(ejercicio, "&buscar=" + URLEncoder.encode(buscar, StandardCharsets.UTF_8)))
                .hasSize(found);
    }

    @Test
    void theListIsPaged() {
        int ejercicio = unEjercicio();
        String primera = enFecha(ejercicio, "01-01", "");
        String segunda = enFecha(ejercicio, "01-02", "");
        String lista = FACTURAS + "?desde=%d-01-01&hasta=%d-12-31".formatted(ejercicio, ejercicio);
        shop.get(lista)
                .status(200)
                .has("/total", 2)
                .has("/skip", 0)
                .has("/limit", 50)
                .has("/facturas/0/id", segunda)
                .has("/facturas/1/id", primera);
        shop.get(lista + "&skip=1&limit=1")
                .has("/total", 2)
                .has("/facturas/0/id", primera)
                .lacks("/facturas/1");
        shop.get(lista + "&skip=9").has("/total", 2).has("/facturas", List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "estado=raro, 400, estado",
        "estado=PAGADA, 400, estado",
        "serie=XYZ, 400, serie",
        "desde=ayer, 400, desde",
        "hasta=2026-02-30, 400, hasta",
        "vencidas=quizas, 400, vencidas",
        "limit=0, 422, limit",
        "limit=101, 422, limit",
        "skip=-1, 422, skip"
    })
    void anUnknownValueIsRefused(String query, int status, String campo) {
        shop.get(FACTURAS + "?" + query)
                .problem(status, status == 400 ? "parametro_desconocido" : "campos_invalidos")
                .has("/errores/0/campo", campo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0192f0c1-0000-7000-8000-000000000000",
                "1",
                "-1",
                "1-1-1-1-1",
                "nada",
                "null",
                "%25",
                "%20",
                "FAC-2026-000001",
                "99999999999999999999",
                "numero/FAC-1999-000001",
                "numero/%25"
            })
    void whatNamesNoInvoiceIsNotFoundWhateverItsShape(String id) {
        shop.get(FACTURAS + "/" + id).problem(404, "factura_desconocida");
    }

    private String numero(int ejercicio, String dia, String serie) {
        return shop.emitir("'fecha':'%d-%s','serie':'%s',".formatted(ejercicio, dia, serie), item("1", 21))
                .status(201)
                .at("/numero")
                .asString();
    }

    private String enFecha(int ejercicio, String dia, String fields) {
        return shop.emitir("'fecha':'%d-%s',%s".formatted(ejercicio, dia, fields), item("100", 21))
                .status(201)
                .at("/id")
                .asString();
    }

    private void pagar(String id, String importe) {
        shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":" + importe + "}")
                .status(201);
    }

    private List<String> ids(int ejercicio, String query) {
        return listed("desde=%d-01-01&hasta=%d-12-31%s".formatted(ejercicio, ejercicio, query));
    }

    private List<String> listed(String query) {
        var answer = shop.get(FACTURAS + "?" + query).status(200);
        List<String> ids = new ArrayList<>();
        answer.at("/facturas").forEach(factura -> ids.add(factura.at("/id").asString()));
        answer.has("/total", ids.size());
        return ids;
    }

    private static Map<String, Object> impuesto(int tipo, double base, double cuota) {
        var impuesto = new HashMap<String, Object>(Map.of("tipo", tipo, "base", base, "cuota", cuota));
        impuesto.putAll(Map.of("recargo_tipo", 0, "recargo", 0.00));
        impuesto.put("exencion", null);
        return impuesto;
    }
}
