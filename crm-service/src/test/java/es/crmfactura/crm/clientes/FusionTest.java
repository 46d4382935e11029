package es.crmfactura.crm.clientes;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.eventos.ClienteFacturado;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CrmTest
class FusionTest {

    private static final String CLIENTES = "/api/crm/clientes/";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private IdentificacionDeClientes identificacion;

    private final String email = "c" + UUID.randomUUID() + "@example.org";

    @Test
    void allThatWasTheOnesIsTheOthers() {
        String destino = crear("""
                {"nombre_completo": "Queda", "notas": "las suyas", "contactos": [{"tipo": "email", "valor": "a@b.es"}]}""");
        String origen = crear("""
                {"nombre_completo": "Se va", "email": "%s", "notas": "las otras", "segmento": "pyme",
                 "contactos": [{"tipo": "email", "valor": "a@b.es"}, {"tipo": "movil", "valor": "600 100 200"}]}""".formatted(email));
        crm.post(CLIENTES + origen + "/actividades", "{\"tipo\":\"nota\",\"titulo\":\"Suya\"}")
                .status(201);
        crm.post(CLIENTES + origen + "/oportunidades", "{\"titulo\":\"Suya\",\"valor_estimado\":100}")
                .status(201);

        fusionar(destino, origen)
                .status(200)
                .has("/id", destino)
                .has("/nombre_completo", "Queda")
                .has("/email", email)
                .has("/segmento", "pyme")
                .has("/notas", "las suyas")
                .has("/contactos/0/valor", "a@b.es")
                .has("/contactos/1/valor", "600 100 200")
                .lacks("/contactos/2")
                .has("/oportunidades/0/titulo", "Suya")
                .has("/actividades_recientes/0/titulo", "Fusionado con Se va")
                .has("/actividades_recientes/1/titulo", "Suya");

        assertThat(crm.get(CLIENTES + destino)
                        .at("/actividades_recientes/0/descripcion")
                        .asString())
                .contains(email, "las otras");
        assertThat(crm.get("/api/crm/clientes?email=" + email).at("/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void whoStaysGetsTheValuesThatItLacksAndTheOthersCanBeReadInTheNote() {
        var fields = new CompanyFields(crm);
        String texto = fields.define("texto");
        String opcion = fields.define("opcion");
        String destino = crear("{\"nombre_completo\": \"Queda\", \"campos\": {\"%s\": \"suyo\"}}".formatted(texto));
        String origen = crear("{\"nombre_completo\": \"Se va\", \"campos\": {\"%s\": \"del otro\", \"%s\": \"rojo\"}}"
                .formatted(texto, opcion));

        var queda = fusionar(destino, origen).status(200).has("/campos", Map.of(texto, "suyo", opcion, "rojo"));

        assertThat(queda.at("/actividades_recientes/0/descripcion").asString())
                .contains("El " + texto + ": del otro", "El " + opcion + ": rojo");
        fields.removeAll();
    }

    @Test
    void theOldIdGoesOnMeaningWhoStayed() {
        String c = crear("{\"nombre_completo\":\"C\"}");
        String b = crear("{\"nombre_completo\":\"B\"}");
        String a = crear("{\"nombre_completo\":\"A\"}");
        fusionar(b, a).status(200);
        fusionar(c, b).status(200);
        fusionar(c, b).status(200);

        assertThat(crm.get(CLIENTES + a).status(308).header("Location")).isEqualTo(CLIENTES + c);
        assertThat(crm.get(CLIENTES + b + "/actividades?limit=3").status(308).header("Location"))
                .isEqualTo(CLIENTES + c + "/actividades?limit=3");
        assertThat(crm.post(CLIENTES + a + "/actividades", "{\"tipo\":\"nota\",\"titulo\":\"x\"}")
                        .status(308)
                        .header("Location"))
                .isEqualTo(CLIENTES + c + "/actividades");
        crm.send("DELETE", CLIENTES + c, "").status(204);
        crm.get(CLIENTES + a).problem(404, "cliente_desconocido");
    }

    @Test
    void billingIsToldAndWhatItSendsForTheOldIdArrives() {
        String destino = crear("{\"nombre_completo\":\"Queda\"}");
        String origen = crear("{\"nombre_completo\":\"Se va\"}");
        fusionar(destino, origen).status(200);

        assertThat(jdbc.queryForObject(
                        "select convert_from(body, 'UTF8') from event_log where aggregate_id = ? and type like '%ClienteFusionado%'",
                        String.class, UUID.fromString(origen)))
                .contains(destino);
        UUID factura = UUID.randomUUID();
        var facturado = new ClienteFacturado(UUID.fromString(origen), "Se va", null, null);
        Map<UUID, UUID> identificado =
                transaction.execute(status -> identificacion.identificar(Map.of(factura, facturado)));
        assertThat(identificado).containsEntry(factura, UUID.fromString(destino));
    }

    @Test
    void nothingIsMergedThatIsNotThere() {
        String uno = crear("{\"nombre_completo\":\"Uno\"}");
        fusionar(uno, uno).problem(422, "campos_invalidos").has("/errores/0/campo", "cliente_id");
        fusionar(uno, UUID.randomUUID().toString()).problem(422, "campos_invalidos");
        fusionar(UUID.randomUUID().toString(), uno).problem(404, "cliente_desconocido");
        crm.post(CLIENTES + uno + "/fusionar", "{}").problem(422, "campos_invalidos");
        String otro = crear("{\"nombre_completo\":\"Otro\"}");
        crm.send("POST", CLIENTES + uno + "/fusionar", "{\"cliente_id\":\"" + otro + "\"}", "If-Match", "\"7\"")
                .problem(412, "version_anterior");
        crm.get(CLIENTES + otro).status(200);
    }

    /**
     * A table that gets a client later must be thought of. Those of who was erased are of nobody; the shadow of a rebuild is
     * nobody's until it is compared, in a transaction that fails if the client goes meanwhile.
     */
    @Test
    void everyTableWithAClientIsMoved() {
        List<String> tables = jdbc.queryForList("""
                select table_name from information_schema.columns
                where table_schema = current_schema() and column_name = 'cliente_id'
                  and table_name not in ('supresion', 'id_suprimido', 'sombra_factura', 'sombra_actividad', 'factura_reconstruida',
                    'actividad_reconstruida')""", String.class);

        assertThat(Set.copyOf(tables))
                .isEqualTo(Set.of(
                        "contacto",
                        "actividad",
                        "oportunidad",
                        "factura_conocida",
                        "factura_viva",
                        "cliente_importado"));
    }

    private OldClient.Answer fusionar(String destino, String origen) {
        return crm.post(CLIENTES + destino + "/fusionar", "{\"cliente_id\":\"" + origen + "\"}");
    }

    private String crear(String json) {
        return crm.post("/api/crm/clientes", json).status(201).at("/id").asString();
    }
}
