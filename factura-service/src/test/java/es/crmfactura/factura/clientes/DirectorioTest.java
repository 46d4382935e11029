package es.crmfactura.factura.clientes;

import static es.crmfactura.factura.CrmVoice.datos;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FacturaTest
class DirectorioTest {

    private final UUID id = UUID.randomUUID();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Test
    void aClientOfTheCrmIsListed() {
        crm.tell(new ClienteCreado(id, datos("Talleres Paco", "paco@example.com", "12345678Z"), null), 0);
        JsonNode paco = listed().get(0);
        assertThat(paco.at("/nombre_completo").asString()).isEqualTo("Talleres Paco");
        assertThat(paco.at("/tipo_cliente").asString()).isEqualTo("empresa");
        assertThat(paco.at("/email").asString()).isEqualTo("paco@example.com");
        assertThat(paco.at("/cif_nif").asString()).isEqualTo("12345678Z");
    }

    @Test
    void onlyWhatIsNewerCounts() {
        crm.tell(new ClienteCreado(id, datos("Primero", null, null), null), 0);
        crm.tell(new ClienteActualizado(id, datos("Tercero", null, null), null), 5);
        crm.tell(new ClienteActualizado(id, datos("Segundo", null, null), null), 3);
        crm.tell(new ClienteActualizado(id, datos("Repetido", null, null), null), 5);
        assertThat(names()).containsExactly("Tercero");
    }

    @Test
    void whoIsFirstHeardOfByAChangeIsKnown() {
        crm.tell(new ClienteActualizado(id, datos("Cambiado", null, null), null), 4);
        crm.tell(new ClienteCreado(id, datos("Creado", null, null), null), 0);
        assertThat(names()).containsExactly("Cambiado");
    }

    @Test
    void whoIsGoneStaysGone() {
        crm.tell(new ClienteCreado(id, datos("Ana", null, null), null), 0);
        crm.tell(new ClienteEliminado(id), 2);
        crm.tell(new ClienteActualizado(id, datos("Ana otra vez", null, null), null), 1);
        assertThat(names()).isEmpty();
        shop.post(ShopProgram.FACTURAS, """
                        {"cliente_crm_id":"%s","items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(id)).problem(422, "cliente_desconocido");
    }

    @Test
    void whoIsGoneBeforeBeingHeardOfNeverWas() {
        crm.tell(new ClienteEliminado(id), 1);
        crm.tell(new ClienteCreado(id, datos("Tarde", null, null), null), 0);
        assertThat(names()).isEmpty();
    }

    @Test
    void theListIsPagedAndSortedByName() {
        crm.unCliente("zeta", null, null);
        crm.unCliente("Alfa", null, null);
        List<String> all = shop.directorio().stream()
                .map(cliente -> cliente.at("/nombre_completo").asString())
                .toList();
        assertThat(all).contains("Alfa", "zeta");
        assertThat(all.indexOf("Alfa")).isLessThan(all.indexOf("zeta"));
        list("skip=1&limit=1")
                .has("/clientes/0/nombre_completo", all.get(1))
                .lacks("/clientes/1")
                .has("/total", all.size());
        shop.get("/api/clientes?limit=101").problem(422, "campos_invalidos");
    }

    private Answer list(String query) {
        return shop.get("/api/clientes?" + query).status(200);
    }

    private List<JsonNode> listed() {
        return shop.directorio().stream()
                .filter(cliente -> cliente.at("/crm_id").asString().equals(id.toString()))
                .toList();
    }

    private List<String> names() {
        return listed().stream()
                .map(cliente -> cliente.at("/nombre_completo").asString())
                .toList();
    }
}
