package es.crmfactura.factura.facturas;

import static es.crmfactura.factura.CrmVoice.datos;
import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class AlConocerAlClienteTest {

    private final UUID crmId = UUID.randomUUID();
    private final String email = "a" + UUID.randomUUID() + "@example.com";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void theInvoiceThatMadeAClientKnownLearnsItsId() {
        String origen = facturaCon(null, null);
        String otra = facturaCon(null, null);
        crm.tell(new ClienteCreado(crmId, datos("Ana", null, null), UUID.fromString(origen)), 0);
        assertThat(clienteDe(origen)).isEqualTo(crmId.toString());
        assertThat(clienteDe(otra)).isEmpty();
    }

    @Test
    void soDoesAnInvoiceOfWhomTheCrmKnewAlready() {
        String factura = facturaCon(email, null);
        String otra = facturaCon(email, null);
        crm.tell(new ClienteActualizado(crmId, datos("Ana", email, null), UUID.fromString(factura)), 1);
        assertThat(clienteDe(factura)).isEqualTo(crmId.toString());
        assertThat(clienteDe(otra)).isEmpty();
    }

    @Test
    void itLearnsAlsoFromAnAnswerThatComesLate() {
        String factura = facturaCon(email, null);
        crm.tell(new ClienteActualizado(crmId, datos("Ana María", email, null), null), 7);
        crm.tell(new ClienteActualizado(crmId, datos("Ana", email, null), UUID.fromString(factura)), 3);
        assertThat(clienteDe(factura)).isEqualTo(crmId.toString());
    }

    @Test
    void whoIsKnownOnceStaysTheClient() {
        String factura = facturaCon(email, null);
        UUID id = UUID.fromString(factura);
        crm.tell(new ClienteCreado(crmId, datos("Ana", email, null), id), 0);
        crm.tell(new ClienteActualizado(UUID.randomUUID(), datos("Otra", email, null), id), 1);
        assertThat(clienteDe(factura)).isEqualTo(crmId.toString());
    }

    @Test
    void anAnswerAboutAnInvoiceThatIsNotHereChangesNothing() {
        String factura = facturaCon(email, null);
        crm.tell(new ClienteCreado(crmId, datos("Ana", email, null), UUID.randomUUID()), 0);
        assertThat(clienteDe(factura)).isEmpty();
    }

    @Test
    void whoIsInTheDirectoryIsKnownAtOnce() {
        UUID conocido = crm.unCliente("Ana", email, "Y0000000Z");
        assertThat(clienteDe(facturaCon(null, "y-0000000-z"))).isEqualTo(conocido.toString());
        String porEmail = facturaCon(email.toUpperCase(Locale.ROOT), null);
        assertThat(clienteDe(porEmail)).isEqualTo(conocido.toString());
        var emitida = (FacturaEmitida) log.of(porEmail).get(0).payload();
        assertThat(emitida.cliente().crmId()).isEqualTo(conocido);
    }

    @Test
    void aPaymentTellsWhoTheClientIsByThen() {
        String factura = facturaCon(email, null);
        crm.tell(new ClienteCreado(crmId, datos("Ana", email, null), UUID.fromString(factura)), 0);
        shop.post(FACTURAS + "/" + factura + "/pagos", "{\"importe\":1}").status(201);
        var pago = (PagoRecibido) log.of(factura).get(1).payload();
        assertThat(pago.cliente().crmId()).isEqualTo(crmId);
    }

    private String facturaCon(@Nullable String email, @Nullable String cifNif) {
        return shop.post(FACTURAS, """
                        {"cliente":{"nombre_completo":"Ana","email":%s,"cif_nif":%s},
                         "items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(quoted(email), quoted(cifNif)))
                .status(201)
                .at("/id")
                .asString();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** Empty while it is unknown. */
    private String clienteDe(String factura) {
        return shop.get(FACTURAS + "/" + factura)
                .status(200)
                .at("/cliente_crm_id")
                .asString("");
    }
}
