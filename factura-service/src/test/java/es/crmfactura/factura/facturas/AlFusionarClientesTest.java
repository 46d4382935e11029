package es.crmfactura.factura.facturas;

import static es.crmfactura.factura.CrmVoice.datos;
import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.eventos.ClienteFusionado;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two clients of the CRM turn out to be one. */
@FacturaTest
class AlFusionarClientesTest {

    private static final String NIF = "12345678Z";

    private final UUID ana = UUID.randomUUID();
    private final UUID anaMaria = UUID.randomUUID();
    private final UUID anaMariaGil = UUID.randomUUID();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void whoIsInvoicedByTheOldIdIsWhoStays() {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        fusiona(ana, anaMaria);
        factura(ana, "").status(201).has("/cliente_crm_id", anaMaria.toString()).has("/cliente_nombre", "Ana María");
        assertThat(directorio()).contains(anaMaria.toString()).doesNotContain(ana.toString());
    }

    @Test
    void aListByEitherIdHasTheInvoicesOfBoth() {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        String de1 = id(factura(ana, ""));
        String de2 = id(factura(anaMaria, ""));
        assertThat(ids(ana, "")).containsExactly(de1);
        fusiona(ana, anaMaria);
        String despues = id(factura(ana, ""));
        assertThat(ids(ana, "")).containsExactlyInAnyOrder(de1, de2, despues);
        assertThat(ids(anaMaria, "")).containsExactlyInAnyOrder(de1, de2, despues);
    }

    @Test
    void whatWasIssuedKeepsTheDataItWasIssuedWith() {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        String antes = id(factura(ana, ""));
        fusiona(ana, anaMaria);
        shop.get(FACTURAS + "/" + antes).has("/cliente_nombre", "Ana").has("/cliente_crm_id", ana.toString());
        shop.post(FACTURAS + "/" + antes + "/pagos", "{\"importe\":1}").status(201);
        var pago = (PagoRecibido) log.of(antes).get(1).payload();
        assertThat(pago.cliente().crmId()).isEqualTo(ana);
        assertThat(pago.cliente().nombreCompleto()).isEqualTo("Ana");
    }

    @Test
    void draftsFollow() {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        String borrador = id(factura(ana, "\"borrador\":true,"));
        fusiona(ana, anaMaria);
        assertThat(ids(ana, "&estado=borrador")).containsExactly(borrador);
        assertThat(ids(anaMaria, "&estado=borrador")).containsExactly(borrador);
        shop.get(FACTURAS + "/" + borrador)
                .has("/cliente_crm_id", anaMaria.toString())
                .has("/cliente_nombre", "Ana María");
        shop.post(FACTURAS + "/" + borrador + "/emitir", "").status(200).has("/cliente_crm_id", anaMaria.toString());
    }

    @Test
    void whoStaysMayBeHeardOfLater() {
        existe(ana, "Ana");
        String borrador = id(factura(ana, "\"borrador\":true,"));
        fusiona(ana, anaMaria);
        factura(ana, "").problem(422, "cliente_desconocido");
        shop.get(FACTURAS + "/" + borrador).has("/cliente_crm_id", anaMaria.toString());
        existe(anaMaria, "Ana María");
        factura(ana, "").status(201).has("/cliente_nombre", "Ana María");
    }

    @Test
    void whatIsHeardLateOfWhoIsGoneChangesNothing() {
        existe(anaMaria, "Ana María");
        fusiona(ana, anaMaria);
        existe(ana, "Ana");
        crm.tell(new ClienteActualizado(ana, datos("Otra", null, NIF), null), 99);
        crm.tell(new ClienteEliminado(ana), 100);
        crm.tell(new ClienteFusionado(ana, anaMariaGil), 101);
        factura(ana, "").status(201).has("/cliente_crm_id", anaMaria.toString());
        assertThat(directorio()).doesNotContain(ana.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofSeveralMergesTheLastOneStaysInWhateverOrderTheyAreHeardOf(boolean inOrder) {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        existe(anaMariaGil, "Ana María Gil");
        String de1 = id(factura(ana, ""));
        String de2 = id(factura(anaMaria, ""));
        if (inOrder) {
            fusiona(ana, anaMaria);
            fusiona(anaMaria, anaMariaGil);
        } else {
            fusiona(anaMaria, anaMariaGil);
            fusiona(ana, anaMaria);
        }
        for (UUID cliente : List.of(ana, anaMaria, anaMariaGil)) {
            assertThat(ids(cliente, "")).contains(de1, de2);
            factura(cliente, "").status(201).has("/cliente_crm_id", anaMariaGil.toString());
        }
    }

    @Test
    void whoStaysCanBeForgottenAsAnybodyElse() {
        existe(ana, "Ana");
        existe(anaMaria, "Ana María");
        String antes = id(factura(ana, ""));
        fusiona(ana, anaMaria);
        crm.tell(new ClienteEliminado(anaMaria), 5);
        factura(ana, "").problem(422, "cliente_desconocido");
        assertThat(ids(anaMaria, "")).containsExactly(antes);
    }

    private void existe(UUID cliente, String nombre) {
        crm.tell(new ClienteCreado(cliente, datos(nombre, null, NIF), null), 0);
    }

    private void fusiona(UUID quien, UUID con) {
        crm.tell(new ClienteFusionado(quien, con), 3);
    }

    private Answer factura(UUID cliente, String fields) {
        return shop.post(FACTURAS, """
                {%s"cliente_crm_id":"%s","items":[{"descripcion":"x","cantidad":1,"precio":100}]}""".formatted(fields, cliente));
    }

    private static String id(Answer answer) {
        return answer.status(201).at("/id").asString();
    }

    private List<String> ids(UUID cliente, String query) {
        List<String> ids = new ArrayList<>();
        shop.get(FACTURAS + "?cliente_crm_id=" + cliente + query)
                .status(200)
                .at("/facturas")
                .forEach(factura -> ids.add(factura.at("/id").asString()));
        return ids;
    }

    private List<String> directorio() {
        return shop.directorio().stream()
                .map(cliente -> cliente.at("/crm_id").asString())
                .toList();
    }
}
