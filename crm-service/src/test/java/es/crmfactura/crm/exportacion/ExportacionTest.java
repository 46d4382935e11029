package es.crmfactura.crm.exportacion;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.ImportClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@CrmTest
@Import(ImportClient.class)
class ExportacionTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private ImportClient crm;

    /** Marks the clients of one test. */
    private final String segmento = "s" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {";", ","})
    void whatGoesOutComesInAgainAsItWas(String separador) {
        String ana = cliente("""
                {"nombre_completo": "=1+1; \\"Ana\\", S.L.", "razon_social": "'@Ana", "tipo_cliente": "autonomo",
                 "email": "ana-%1$s@example.org", "cif_nif": "%2$s", "estado": "activo", "segmento": "%1$s",
                 "sector_industria": "automoción", "website": "https://example.org", "notas": "una\\r\\n\\r\\n-dos\\n",
                 "credito_disponible": -1500.5}""");
        String gemelo = cliente("{\"nombre_completo\": \"Juan García\", \"segmento\": \"%1$s\"}");
        String otroGemelo = cliente("{\"nombre_completo\": \"Juan García\", \"segmento\": \"%1$s\"}");
        contacto(
                ana, "{\"tipo\": \"telefono\", \"valor\": \"+34 600 111 222\", \"cargo\": \"-\", \"principal\": true}");
        contacto(
                gemelo,
                "{\"tipo\": \"direccion\", \"valor\": \"Calle Mayor, 1;\\n28001 Madrid\", \"verificado\": true}");
        List<CsvRecord> clientes = suyos("clientes", separador, List.of());
        List<String> ids = List.of(ana, gemelo, otroGemelo);
        List<CsvRecord> contactos = suyos("contactos", separador, ids);
        ids.forEach(id -> crm.send("DELETE", CLIENTES + "/" + id, "").status(204));

        crm.importar("clientes", csv(clientes, separador)).has("/creadas", 3).has("/rechazadas", 0);
        crm.importar("contactos", csv(contactos, separador)).has("/creadas", 2).has("/rechazadas", 0);

        List<CsvRecord> otraVez = suyos("clientes", separador, List.of());
        assertThat(sinId(otraVez)).isEqualTo(sinId(clientes));
        List<String> nuevos =
                otraVez.stream().skip(1).map(fila -> fila.getField(0)).toList();
        assertThat(nuevos).hasSize(3).doesNotContainAnyElementsOf(ids);
        assertThat(sinId(suyos("contactos", separador, nuevos))).isEqualTo(sinId(contactos));
        crm.importar("clientes", csv(clientes, separador)).has("/sin_cambios", 3);
        crm.importar("clientes", csv(otraVez, separador)).has("/sin_cambios", 3);
    }

    /** Also what another program would take for a date, a formula, or a thousand times as much. */
    @ParameterizedTest
    @CsvSource({";,'1,234', '1,5'", "',', 1.2340, 1.5"})
    void whatIsInFieldsOfTheCompanyGoesOutAndComesInAgainAsItWas(String separador, String dudoso, String numero) {
        for (String tipo : List.of("booleano", "fecha", "numero", "opcion", "texto")) {
            fields().define(tipo, tipo);
        }
        String ana = cliente("""
                {"nombre_completo": "Ana", "segmento": "%s", "campos": {"texto": "=1+1;\\n 'dos'", "opcion": "azul vivo",
                 "numero": 1.234, "fecha": "2027-01-31", "booleano": true}}""");
        String eva = cliente("""
                {"nombre_completo": "Eva", "segmento": "%s", "campos": {"texto": "no", "opcion": "rojo", "numero": 1.5,
                 "fecha": "1000-01-01", "booleano": false}}""");
        String leo = cliente("{\"nombre_completo\": \"Leo\", \"segmento\": \"%s\"}");
        var antes = Map.of("Ana", campos(ana), "Eva", campos(eva), "Leo", campos(leo));
        List<CsvRecord> clientes = suyos("clientes", separador, List.of());
        assertThat(clientes.stream().map(fila -> fila.getFields().subList(12, 17)))
                .containsExactly(
                        List.of("campo.booleano", "campo.fecha", "campo.numero", "campo.opcion", "campo.texto"),
                        List.of("sí", "2027-01-31", dudoso, "azul vivo", "'=1+1;\n 'dos'"),
                        List.of("no", "1000-01-01", numero, "rojo", "no"),
                        List.of("", "", "", "", ""));
        List.of(ana, eva, leo)
                .forEach(id -> crm.send("DELETE", CLIENTES + "/" + id, "").status(204));

        crm.importar("clientes", csv(clientes, separador)).has("/creadas", 3).has("/rechazadas", 0);

        List<CsvRecord> otraVez = suyos("clientes", separador, List.of());
        assertThat(sinId(otraVez)).isEqualTo(sinId(clientes));
        assertThat(otraVez.stream()
                        .skip(1)
                        .collect(Collectors.toMap(fila -> fila.getField(1), fila -> campos(fila.getField(0)))))
                .isEqualTo(antes);
        crm.importar("clientes", csv(clientes, separador)).has("/sin_cambios", 3);
    }

    private JsonNode campos(String cliente) {
        return crm.get(CLIENTES + "/" + cliente).status(200).at("/campos");
    }

    private CompanyFields fields() {
        return new CompanyFields(crm);
    }

    @AfterEach
    void nothingIsDefined() {
        fields().removeAll();
    }

    @Test
    void aSpreadsheetOpensItAndComputesNothing() {
        cliente("{\"nombre_completo\": \"=HYPERLINK(1)\", \"segmento\": \"%1$s\", \"credito_disponible\": 1234.5}");

        var fichero = crm.get("/api/crm/clientes.csv").status(200);

        assertThat(fichero.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(fichero.header("Content-Disposition")).isEqualTo("attachment; filename=\"clientes.csv\"");
        assertThat(fichero.response().body())
                .startsWith("\uFEFFid;nombre_completo;razon_social;")
                .contains(";'=HYPERLINK(1);;empresa;;;prospecto;" + segmento + ";;;;1234,50\r\n");
    }

    @Test
    void anotherSeparatorIsNotOffered() {
        crm.get("/api/crm/contactos.csv?separador=%09")
                .problem(422, "campos_invalidos")
                .has("/errores/0/mensaje", "tiene que ser ; o ,");
    }

    private String cliente(String json) {
        return crm.post(
                        CLIENTES,
                        json.formatted(segmento, segmento.toUpperCase().substring(0, 20)))
                .status(201)
                .at("/id")
                .asString();
    }

    private void contacto(String cliente, String json) {
        crm.post(CLIENTES + "/" + cliente + "/contactos", json).status(201);
    }

    /** The header and the rows of this test. */
    private List<CsvRecord> suyos(String que, String separador, List<String> clientes) {
        String fichero = crm.get("/api/crm/" + que + ".csv?separador=" + separador)
                .status(200)
                .response()
                .body();
        List<CsvRecord> filas = CsvReader.builder().fieldSeparator(separador).ofCsvRecord(fichero.substring(1)).stream()
                .toList();
        return filas.stream()
                .filter(fila -> fila == filas.get(0)
                        || fila.getFields().contains(segmento)
                        || clientes.contains(fila.getField(0)))
                .toList();
    }

    private static List<List<String>> sinId(List<CsvRecord> filas) {
        return filas.stream()
                .map(fila -> fila.getFields().stream().skip(1).toList())
                .toList();
    }

    private static String csv(List<CsvRecord> filas, String separador) {
        return filas.stream()
                .map(fila -> fila.getFields().stream()
                        .map(celda -> '"' + celda.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(separador)))
                .collect(Collectors.joining("\r\n"));
    }
}
