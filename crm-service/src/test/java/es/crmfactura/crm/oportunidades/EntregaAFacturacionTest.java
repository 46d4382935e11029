package es.crmfactura.crm.oportunidades;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CrmTest
class EntregaAFacturacionTest {

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Test
    void whatHasBeenWonIsHandedOverOnceHoweverOftenItIsAsked() {
        String cliente = crm.unCliente();
        String id = oportunidad(cliente, "ganada", """
                [{"nombre":"Elevador","cantidad":2,"precio":"6000.5"},
                 {"descripcion":"Instalación","nombre":"I","cantidad":"1.5","precio":40,"sku":"x"}]""");
        var answer = facturar(id).status(200).has("/oportunidad_id", id);
        assertThat(answer.at("/mensaje").asString()).contains("borrador");
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> facturar(id)))
                .limit(4)
                .toList()
                .forEach(otra -> assertThat(otra.join().response().body())
                        .isEqualTo(answer.response().body()));

        assertThat(eventos(id)).singleElement().satisfies(evento -> {
            assertThat(evento.at("/type").asString()).isEqualTo("es.crmfactura.OportunidadGanada.v1");
            assertThat(evento.at("/subject").asString()).isEqualTo(id);
            assertThat(evento.at("/data/cliente_id").asString()).isEqualTo(cliente);
            assertThat(evento.at("/data/cliente/nombre_completo").asString())
                    .isEqualTo(crm.get("/api/crm/clientes/" + cliente)
                            .at("/nombre_completo")
                            .asString());
            assertThat(evento.at("/data/titulo").asString()).isEqualTo("Obra");
            assertThat(evento.at("/data/fecha").asString())
                    .isEqualTo(LocalDate.now(ZoneId.of("Europe/Madrid")).toString());
            assertThat(evento.at("/data/lineas")).isEqualTo(json.readTree("""
                    [{"descripcion":"Elevador","cantidad":2,"precio":6000.5},
                     {"descripcion":"Instalación","cantidad":1.5,"precio":40}]"""));
        });
        crm.get("/api/crm/oportunidades/" + id + "/historial")
                .has("/0/cambios/0/campo", "fecha_facturacion")
                .has("/1/estado", "ganada")
                .lacks("/2");
    }

    @Test
    void wonASecondTimeItIsNotHandedOverAgain() {
        String id = oportunidad(crm.unCliente(), "ganada", "[]");
        String answer = facturar(id).status(200).response().body();
        crm.post("/api/crm/oportunidades/" + id + "/reabrir", "").status(200);
        facturar(id).problem(409, "oportunidad_no_ganada");
        crm.put("/api/crm/oportunidades/" + id, "{\"estado\":\"ganada\"}").status(200);
        assertThat(facturar(id).status(200).response().body()).isEqualTo(answer);
        assertThat(eventos(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"Elevador\"]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":1,\"precio\":2},{\"nombre\":\"Puerta\"}]",
                "[{\"nombre\":\" \",\"cantidad\":1,\"precio\":2}]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":0,\"precio\":2}]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":1,\"precio\":-2}]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":\"dos\",\"precio\":2}]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":0.00001,\"precio\":2}]",
                "[{\"nombre\":\"Elevador\",\"cantidad\":1e9,\"precio\":2}]"
            })
    void whereTheProductosAreNotAllLinesItsValueIsOne(String productos) {
        String id = oportunidad(crm.unCliente(), "ganada", productos);
        facturar(id).status(200);
        assertThat(eventos(id).get(0).at("/data/lineas"))
                .isEqualTo(json.readTree("[{\"descripcion\":\"Obra\",\"cantidad\":1,\"precio\":1500.00}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inicial", "negociacion", "perdida"})
    void onlyWhatHasBeenWonIsHandedOver(String estado) {
        String id = oportunidad(crm.unCliente(), estado, "[]");
        facturar(id).problem(409, "oportunidad_no_ganada");
        assertThat(eventos(id)).isEmpty();
        facturar(UUID.randomUUID().toString()).problem(404, "oportunidad_desconocida");
    }

    private OldClient.Answer facturar(String id) {
        return crm.post("/api/crm/oportunidades/" + id + "/facturar", "");
    }

    private List<JsonNode> eventos(String id) {
        return jdbc
                .sql("select convert_from(body, 'UTF8') from event_log where aggregate_id = ?")
                .param(UUID.fromString(id))
                .query(String.class)
                .list()
                .stream()
                .map(json::readTree)
                .toList();
    }

    private String oportunidad(String cliente, String estado, String productos) {
        return crm.post(
                        "/api/crm/clientes/" + cliente + "/oportunidades",
                        "{\"titulo\":\"Obra\",\"valor_estimado\":1500,\"estado\":\"%s\",\"productos\":%s}"
                                .formatted(estado, productos))
                .status(201)
                .at("/id")
                .asString();
    }
}
