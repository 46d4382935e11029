package es.crmfactura.factura.vencimientos;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.eventos.ClienteFusionado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FacturaTest
class RecordatoriosTest {

    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    /** All invoices of a test have the same date, and so come in any order. */
    private final int ejercicio = unEjercicio();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    /**
     * On the 10th of January 2025, of an invoice of 1,000.00 that was due on the 15th of June 2024 (interest as {@link DeudaTest}
     * has it) and one of 121.00 that was due on the 31st of December, of which 21.00 were paid on the 5th of January:
     *
     * <pre>
     * 01/01/2025 - 05/01/2025  5 days at 11.15 % of 121   121 x 0.1115 x 5 / 365 = 0.18482
     * 06/01/2025 - 10/01/2025  5 days at 11.15 % of 100   100 x 0.1115 x 5 / 365 = 0.15274
     *                                                                              0.33756
     * due 1000.00 + 100.00 = 1100.00; interest 69.76 + 0.34 = 70.10; 2 x 40.00 = 80.00; together 1250.10
     * </pre>
     */
    @Test
    void aClientOwesWhatIsOverdueItsInterestAndFortyEurosForEachInvoice() {
        UUID ana = crm.unCliente("Ana", "ana@example.com", "12345678Z");
        String una = factura(ana, "1000", 0, "2024-06-15");
        String otra = factura(ana, "100", 21, "2024-12-31");
        factura(ana, "50", 21, "2025-01-10");
        pagar(otra, "21", "2025-01-05");

        recordatorio(ana, "2025-01-10")
                .has("/fecha", "2025-01-10")
                .has("/total", 1)
                .has("/recordatorios/0/cliente_nombre", "Ana")
                .has("/recordatorios/0/email", "ana@example.com")
                .has("/recordatorios/0/cif_nif", "12345678Z")
                .has("/recordatorios/0/operacion_comercial", true)
                .has("/recordatorios/0/facturas/0/id", una)
                .has("/recordatorios/0/facturas/0/dias_vencida", 209)
                .has("/recordatorios/0/facturas/0/pendiente", 1000.00)
                .has("/recordatorios/0/facturas/0/interes", 69.76)
                .has("/recordatorios/0/facturas/0/compensacion", 40.00)
                .has("/recordatorios/0/facturas/1/id", otra)
                .has("/recordatorios/0/facturas/1/vencimiento", "2024-12-31")
                .has("/recordatorios/0/facturas/1/dias_vencida", 10)
                .has("/recordatorios/0/facturas/1/total", 121.00)
                .has("/recordatorios/0/facturas/1/pendiente", 100.00)
                .has("/recordatorios/0/facturas/1/interes", 0.34)
                .lacks("/recordatorios/0/facturas/2")
                .has("/recordatorios/0/pendiente", 1100.00)
                .has("/recordatorios/0/interes", 70.10)
                .has("/recordatorios/0/compensacion", 80.00)
                .has("/recordatorios/0/total", 1250.10);
    }

    @Test
    void onADayOfThePastItIsAsItWasThen() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        String factura = factura(ana, "100", 21, "2024-06-15");
        String pago = pagar(factura, "121", "2024-06-20");
        devolver(pago, "2024-07-01");
        pagar(factura, "121", "2024-07-05");

        recordatorio(ana, "2024-06-15").has("/total", 0).has("/recordatorios", List.of());
        recordatorio(ana, "2024-06-16").has("/recordatorios/0/pendiente", 121.00);
        recordatorio(ana, "2024-06-20").has("/total", 0);
        recordatorio(ana, "2024-06-30").has("/total", 0);
        recordatorio(ana, "2024-07-01").has("/recordatorios/0/pendiente", 121.00);
        recordatorio(ana, "2024-07-04")
                .has("/recordatorios/0/facturas/0/dias_vencida", 19)
                // 121 x (0.1250 x 5 + 0.1225 x 3) / 366 = 0.32812: from the 21st of June to the 1st of July it was paid
                .has("/recordatorios/0/facturas/0/interes", 0.33);
        recordatorio(ana, "2024-07-05").has("/total", 0);
        shop.get("/api/recordatorios?cliente_crm_id=" + ana)
                .has("/fecha", HOY.toString())
                .has("/total", 0);
    }

    @Test
    void ofWhatWasCancelledNobodyIsReminded() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        String factura = factura(ana, "100", 21, "2024-06-15");
        shop.post(FACTURAS + "/" + factura + "/anular", "{\"motivo\":\"Error\"}")
                .status(200);
        recordatorio(ana, "2024-07-01").has("/total", 0);
    }

    @ParameterizedTest
    @CsvSource({"empresa, true", "autonomo, true", "administracion, true", "particular, false"})
    void onlyWhoIsNoConsumerOwesInterestAndTheFortyEuros(String tipo, boolean comercial) {
        UUID cliente = unCliente(tipo);
        factura(cliente, "1000", 0, "2024-06-15");
        recordatorio(cliente, "2025-01-10")
                .has("/recordatorios/0/operacion_comercial", comercial)
                .has("/recordatorios/0/facturas/0/interes", comercial ? 69.76 : 0.00)
                .has("/recordatorios/0/facturas/0/compensacion", comercial ? 40.00 : 0.00)
                .has("/recordatorios/0/pendiente", 1000.00)
                .has("/recordatorios/0/total", comercial ? 1109.76 : 1000.00);
    }

    /** B is a company, H owners of flats together, the third a person, who may be a consumer. */
    @ParameterizedTest
    @CsvSource({"B76543214, true", "H76543214, false", "00000023T, false", "'', false"})
    void ofWhomTheDirectoryDoesNotKnowTheTaxIdDecides(String nif, boolean comercial) {
        String nombre = "Cliente " + UUID.randomUUID();
        shop.post(FACTURAS, """
                        {"cliente":{"nombre_completo":"%s","cif_nif":"%s"},"fecha":"%d-01-01","vencimiento":"2024-06-15",
                         "items":[{"descripcion":"A","cantidad":1,"precio":100}]}""".formatted(nombre, nif, ejercicio)).status(201);
        assertThat(todos("2025-01-10"))
                .filteredOn(recordatorio ->
                        recordatorio.at("/cliente_nombre").asString().equals(nombre))
                .singleElement()
                .satisfies(recordatorio -> assertThat(
                                recordatorio.at("/operacion_comercial").asBoolean())
                        .isEqualTo(comercial));
    }

    @Test
    void ofAClientWhoIsGoneTheInvoiceSaysWhoItWas() {
        UUID ana = crm.unCliente("Ana", "ana@example.com", "12345678Z");
        factura(ana, "100", 21, "2024-06-15");
        crm.tell(new ClienteEliminado(ana), 1);
        recordatorio(ana, "2024-07-01")
                .has("/recordatorios/0/cliente_nombre", "Ana")
                .has("/recordatorios/0/email", "ana@example.com")
                .has("/recordatorios/0/operacion_comercial", false);
    }

    @Test
    void whoTurnedOutToBeTheSameClientIsRemindedOnce() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        UUID anita = crm.unCliente("Anita", null, "12345678Z");
        factura(ana, "100", 21, "2024-06-15");
        factura(anita, "200", 21, "2024-06-15");
        crm.tell(new ClienteFusionado(anita, ana), 1);
        for (UUID id : List.of(ana, anita)) {
            recordatorio(id, "2024-07-01")
                    .has("/total", 1)
                    .has("/recordatorios/0/cliente_crm_id", ana.toString())
                    .has("/recordatorios/0/cliente_nombre", "Ana")
                    .has("/recordatorios/0/pendiente", 363.00);
        }
    }

    @Test
    void whoOwesMostComesFirstAndEveryClientIsOnOnePage() {
        for (int i = 0; i < 3; i++) {
            factura(unCliente("empresa"), "1000", 21, "2024-06-15");
        }
        List<JsonNode> todos = todos("2024-07-01");
        shop.get("/api/recordatorios?fecha=2024-07-01&skip=" + todos.size())
                .has("/recordatorios", List.of())
                .has("/total", todos.size());
        assertThat(todos).extracting(r -> r.at("/facturas/0/id").asString()).doesNotHaveDuplicates();
        assertThat(todos.stream().map(r -> r.at("/pendiente").decimalValue()).toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12026-01-01", "9999-12-31", "0000-01-01"})
    void whatIsNoDayIsRefused(String fecha) {
        shop.get("/api/recordatorios?fecha=" + fecha.replace("+", "%2B"))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "fecha");
    }

    @Test
    void anIdThatNobodyHasIsRemindedOfNothing() {
        shop.get("/api/recordatorios?cliente_crm_id=nadie").status(200).has("/total", 0);
    }

    private UUID unCliente(String tipo) {
        UUID id = UUID.randomUUID();
        crm.tell(new ClienteCreado(id, new DatosCliente("Luis", null, tipo, null, "12345678Z", "activo"), null), 0);
        return id;
    }

    private String factura(UUID cliente, String precio, int iva, String vencimiento) {
        String body = "{'cliente_crm_id':'%s','fecha':'%d-01-01','vencimiento':'%s','items':[%s]}"
                .formatted(cliente, ejercicio, vencimiento, item(precio, iva))
                .replace('\'', '"');
        return shop.post(FACTURAS, body).status(201).at("/id").asString();
    }

    private String pagar(String factura, String importe, String fecha) {
        return shop.post(
                        FACTURAS + "/" + factura + "/pagos",
                        "{\"importe\":" + importe + ",\"fecha\":\"" + fecha + "\"}")
                .status(201)
                .at("/id")
                .asString();
    }

    private void devolver(String pago, String fecha) {
        shop.post("/api/pagos/" + pago + "/devolver", "{\"fecha\":\"" + fecha + "\"}")
                .status(200);
    }

    private Answer recordatorio(UUID cliente, String fecha) {
        return shop.get("/api/recordatorios?cliente_crm_id=" + cliente + "&fecha=" + fecha)
                .status(200);
    }

    private List<JsonNode> todos(String fecha) {
        List<JsonNode> todos = new ArrayList<>();
        Answer pagina;
        do {
            pagina = shop.get("/api/recordatorios?fecha=" + fecha + "&skip=" + todos.size())
                    .status(200);
            pagina.at("/recordatorios").forEach(todos::add);
        } while (todos.size() < pagina.at("/total").asInt());
        return todos;
    }
}
