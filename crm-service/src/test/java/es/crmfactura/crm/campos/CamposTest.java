package es.crmfactura.crm.campos;

import static es.crmfactura.crm.CompanyFields.CAMPOS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CrmTest
class CamposTest {

    private static final String COLOR = """
            {"nombre": "color", "etiqueta": " Color preferido ", "tipo": "opcion", "opciones": [" rojo ", "azul"]}""";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void nothingIsDefined() {
        new CompanyFields(crm).removeAll();
    }

    @Test
    void aFieldIsDefinedAndReadAndListedByItsName() {
        var color = crm.post(CAMPOS, COLOR).status(201).has("/etiqueta", "Color preferido");
        crm.post(CAMPOS, "{\"nombre\": \"alta_2\", \"etiqueta\": \"Alta\", \"tipo\": \"fecha\"}")
                .status(201)
                .has("/opciones", null);

        assertThat(color.header("Location")).isEqualTo(CAMPOS + "/color");
        crm.get(CAMPOS + "/color")
                .status(200)
                .has("/nombre", "color")
                .has("/tipo", "opcion")
                .has("/opciones", List.of("rojo", "azul"));
        crm.get(CAMPOS)
                .status(200)
                .has("/0/nombre", "alta_2")
                .has("/1/nombre", "color")
                .lacks("/2");
        crm.get(CAMPOS + "/otro").problem(404, "campo_desconocido");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'etiqueta':'A','tipo':'texto'}|nombre",
                "{'nombre':'Color','etiqueta':'A','tipo':'texto'}|nombre",
                "{'nombre':'1a','etiqueta':'A','tipo':'texto'}|nombre",
                "{'nombre':'año','etiqueta':'A','tipo':'texto'}|nombre",
                "{'nombre':'a12345678901234567890123456789012345678901','etiqueta':'A','tipo':'texto'}|nombre",
                "{'nombre':'a','etiqueta':'  ','tipo':'texto'}|etiqueta",
                "{'nombre':'a','etiqueta':'A'}|tipo",
                "{'nombre':'a','etiqueta':'A','tipo':'color'}|tipo",
                "{'nombre':'a','etiqueta':'A','tipo':'opcion'}|opciones",
                "{'nombre':'a','etiqueta':'A','tipo':'opcion','opciones':[]}|opciones",
                "{'nombre':'a','etiqueta':'A','tipo':'texto','opciones':['x']}|opciones",
                "{'nombre':'a','etiqueta':'A','tipo':'opcion','opciones':['x',' ']}|opciones[1]",
                "{'nombre':'a','etiqueta':'A','tipo':'opcion','opciones':['x',null]}|opciones[1]",
                "{'nombre':'a','etiqueta':'A','tipo':'opcion','opciones':['x',' x']}|opciones[1]",
            })
    void whatIsNoDefinitionIsRefused(String body, String campo) {
        crm.post(CAMPOS, body.replace('\'', '"'))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", campo);
        crm.get(CAMPOS).has("", List.of());
    }

    @Test
    void aNameIsTakenOnce() {
        crm.post(CAMPOS, COLOR).status(201);
        crm.post(CAMPOS, COLOR)
                .problem(409, "nombre_duplicado")
                .has("/id", "color")
                .has("/errores/0/campo", "nombre");
    }

    @Test
    void thereAreNoMoreThanAHundredAlsoIfManyComeAtOnce() {
        jdbc.sql("""
                insert into campo (nombre, etiqueta, tipo) select 'n' || n, 'N', 'texto' from generate_series(1, 98) n""").update();

        List<Answer> answers = IntStream.range(0, 6)
                .mapToObj(i -> "{\"nombre\": \"m%d\", \"etiqueta\": \"M\", \"tipo\": \"texto\"}".formatted(i))
                .map(body -> CompletableFuture.supplyAsync(() -> crm.post(CAMPOS, body)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.response().statusCode() == 201))
                .hasSize(2);
        assertThat(crm.post(CAMPOS, COLOR)
                        .problem(409, "demasiados_campos")
                        .at("/detail")
                        .asString())
                .contains("Ya hay 100 campos");
    }

    @Test
    void labelAndOptionsChangeAndNameAndTypeDoNot() {
        String etag = crm.post(CAMPOS, COLOR).status(201).header("ETag");

        cambiar("{\"etiqueta\": \"Color\", \"nombre\": \"color\", \"tipo\": \"opcion\"}")
                .status(200)
                .has("/etiqueta", "Color")
                .has("/opciones", List.of("rojo", "azul"));
        cambiar("{\"opciones\": [\"verde\", \"rojo\"]}").status(200).has("/opciones", List.of("verde", "rojo"));

        cambiar("{\"nombre\": \"otro\", \"tipo\": \"texto\"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "nombre")
                .has("/errores/1/campo", "tipo")
                .has("/errores/1/mensaje", "no se puede cambiar: defina otro campo, y elimine este");
        cambiar("{\"opciones\": null}").problem(422, "campos_invalidos").has("/errores/0/campo", "opciones");
        crm.send("PATCH", CAMPOS + "/color", "{\"etiqueta\": \"x\"}", "If-Match", etag)
                .problem(412, "version_anterior");
        crm.send("DELETE", CAMPOS + "/color", "", "If-Match", etag).problem(412, "version_anterior");
        crm.send("PATCH", CAMPOS + "/otro", "{}").problem(404, "campo_desconocido");
    }

    @Test
    void anOptionThatAClientHasStays() {
        crm.post(CAMPOS, COLOR).status(201);
        String rojo = clienteDeColor("rojo");
        clienteDeColor("rojo");

        var answer = cambiar("{\"opciones\": [\"azul\"]}")
                .problem(409, "opcion_en_uso")
                .has("/clientes", 2);
        assertThat(answer.at("/detail").asString()).contains("(2; rojo)");
        cambiar("{\"opciones\": [\"rojo\", \"verde\"]}").status(200);
        crm.get(rojo).has("/campos/color", "rojo");
    }

    @Test
    void aFieldGoesWithItsValuesOnlyIfThatIsWanted() {
        new CompanyFields(crm).define("otro", "texto");
        crm.post(CAMPOS, COLOR).status(201);
        String cliente = clienteDeColor("rojo");
        crm.put(cliente, "{\"campos\": {\"otro\": \"queda\"}}").status(200);
        int version = crm.get(cliente).at("/version").asInt();

        crm.send("DELETE", CAMPOS + "/color", "").problem(409, "campo_en_uso").has("/clientes", 1);
        crm.send("DELETE", CAMPOS + "/color?borrar_valores=true", "").status(204);

        crm.get(cliente).has("/campos/otro", "queda").lacks("/campos/color").has("/version", version + 1);
        crm.get(CAMPOS + "/color").problem(404, "campo_desconocido");
        crm.send("DELETE", CAMPOS + "/color", "").problem(404, "campo_desconocido");
        crm.send("DELETE", CAMPOS + "/otro?borrar_valores=quizas", "").problem(400, "parametro_desconocido");
    }

    @Test
    void aFieldThatNobodyHasGoesAtOnce() {
        crm.post(CAMPOS, COLOR).status(201);
        crm.send("DELETE", CAMPOS + "/color", "").status(204);
        crm.get(CAMPOS).has("", List.of());
    }

    private Answer cambiar(String cambios) {
        return crm.send("PATCH", CAMPOS + "/color", cambios);
    }

    private String clienteDeColor(String color) {
        String cliente = "/api/crm/clientes/" + crm.unCliente();
        crm.put(cliente, "{\"campos\": {\"color\": \"" + color + "\"}}").status(200);
        return cliente;
    }
}
