package es.crmfactura.crm.duplicados;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@CrmTest
class DuplicadosTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    private final int numero = ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    private final String cif = "B" + numero + "7";
    private final String telefono = "6" + numero + "5";

    @Test
    void whoLooksLikeSomebodyIsTakenInOnlyIfThatIsMeant() {
        String conCif = crm.post(CLIENTES, "{\"nombre_completo\":\"Uno\",\"cif_nif\":\"%s\"}".formatted(cif))
                .status(201)
                .at("/id")
                .asString();
        String otro = "{\"nombre_completo\":\"Otro\",\"cif_nif\":\"ES-%s\"%s}";

        crm.post(CLIENTES, otro.formatted(cif, ""))
                .problem(409, "posible_duplicado")
                .has("/candidatos/0/id", conCif)
                .has("/candidatos/0/nombre_completo", "Uno")
                .has("/candidatos/0/motivo", "cif_nif")
                .lacks("/candidatos/1");

        crm.post(CLIENTES, otro.formatted(cif, ",\"confirmar_duplicado\":true")).status(201);
    }

    @Test
    void aPhoneNumberCountsWithANameThatIsAlike() {
        String id = conTelefono("Talleres Muñoz, S.L.", telefono, "")
                .status(201)
                .at("/id")
                .asString();

        conTelefono("Talleres Munoz", "+34 " + telefono, "")
                .problem(409, "posible_duplicado")
                .has("/candidatos/0/id", id)
                .has("/candidatos/0/motivo", "telefono");
        conTelefono("Peluquería Olga", telefono, "").status(201);
        conTelefono("Talleres Muñoz", "600", "").status(201);
        conTelefono("Talleres Muñoz", "600", "").status(201);
    }

    @Test
    void whatIsConfirmedDoesNotMakeAnEmailOrATaxIdTwice() {
        String cuerpo = "{\"nombre_completo\":\"Uno\",\"cif_nif\":\"%s\",\"confirmar_duplicado\":true}".formatted(cif);
        crm.post(CLIENTES, cuerpo).status(201);
        crm.post(CLIENTES, cuerpo).problem(409, "cif_nif_duplicado");
    }

    @Test
    void thoseWhoMayBeOneAreListedInPairs() {
        String uno = conTelefono("Bodegas Ibarra", telefono, "").at("/id").asString();
        String otro = conTelefono("Bodegas Ibarra e Hijos", telefono, ",\"confirmar_duplicado\":true")
                .status(201)
                .at("/id")
                .asString();

        assertThat(crm.get("/api/crm/duplicados?limit=100")
                        .status(200)
                        .at("/duplicados")
                        .valueStream())
                .filteredOn(par -> par.at("/clientes/0/id").asString().equals(uno))
                .singleElement()
                .satisfies(
                        par -> assertThat(par.at("/clientes/1/id").asString()).isEqualTo(otro))
                .extracting(par -> par.at("/motivo"))
                .extracting(JsonNode::asString)
                .isEqualTo("telefono");
    }

    private OldClient.Answer conTelefono(String nombre, String telefono, String mas) {
        return crm.post(CLIENTES, """
                {"nombre_completo":"%s","contactos":[{"tipo":"movil","valor":"%s"}]%s}""".formatted(nombre, telefono, mas));
    }
}
