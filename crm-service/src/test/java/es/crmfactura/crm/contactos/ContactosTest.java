package es.crmfactura.crm.contactos;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CrmTest
class ContactosTest {

    @Autowired
    private OldClient crm;

    @Test
    void aContactoIsAddedAndListed() {
        String id = crm.unCliente();
        String contactos = "/api/crm/clientes/" + id + "/contactos";
        crm.get(contactos).status(200).has("", List.of());
        crm.post(contactos, "{\"tipo\":\"telefono\",\"valor\":600123123,\"nombre\":\"Ana\",\"cargo\":\"Jefa\",\"x\":1}")
                .status(201)
                .has("/cliente_id", id)
                .has("/tipo", "telefono")
                .has("/valor", "600123123")
                .has("/nombre", "Ana")
                .has("/cargo", "Jefa")
                .has("/principal", false)
                .has("/verificado", false);
        crm.get(contactos).status(200).has("/0/valor", "600123123").lacks("/1");
        crm.get("/api/crm/clientes/" + id).has("/contactos/0/valor", "600123123");
    }

    @Test
    void theSameContactoMayComeAgain() {
        String contactos = "/api/crm/clientes/" + crm.unCliente() + "/contactos";
        crm.post(contactos, "{\"tipo\":\"movil\",\"valor\":\"600\",\"principal\":true}")
                .status(201);
        crm.post(contactos, "{\"tipo\":\"movil\",\"valor\":\"600\",\"principal\":true}")
                .status(201);
        crm.get(contactos).has("/0/principal", true).has("/1/principal", true);
    }

    @Test
    void whatIsMissingIsNamed() {
        String contactos = "/api/crm/clientes/" + crm.unCliente() + "/contactos";
        crm.post(contactos, "{\"tipo\":\"fax\",\"valor\":\"1\"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "tipo");
        crm.post(contactos, "{\"tipo\":\"movil\",\"valor\":\" \"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "valor");
    }
}
