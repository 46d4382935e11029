package es.crmfactura.factura.lotes;

import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static es.crmfactura.factura.lotes.Oficina.LOTES;
import static es.crmfactura.factura.lotes.Oficina.factura;
import static es.crmfactura.factura.lotes.Oficina.facturas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FacturaTest
@Import(Oficina.class)
class LotesTest {

    @Autowired
    private Oficina oficina;

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader events;

    @Autowired
    private JdbcClient jdbc;

    private final int ejercicio = unEjercicio();
    private final String fecha = "'fecha':'%d-05-05',".formatted(ejercicio);
    /** Begins the references of one test. */
    private final String r = UUID.randomUUID() + "-";

    @Test
    void manyInvoicesAreIssuedInTheirOrderAndEachIsToldOnce() {
        Answer recibido = oficina.json("", facturas(1_100, fecha));
        recibido.has("/total", 1_100).has("/formato", "json").has("/simulacion", false);

        Answer lote = oficina.terminado(recibido)
                .has("/validadas", 1_100)
                .has("/emitidas", 1_100)
                .has("/rechazadas", 0)
                .has("/por_segundo", null);

        List<JsonNode> emitidas = oficina.facturas(lote);
        assertThat(emitidas.stream().map(una -> una.at("/fila").asInt()))
                .isEqualTo(IntStream.rangeClosed(1, 1_100).boxed().toList());
        assertThat(emitidas.stream().map(una -> una.at("/numero").asString()).toList())
                .isEqualTo(numeros(1_100))
                .isEqualTo(contadas());
        assertThat(emitidas.get(1).at("/linea").asInt()).isEqualTo(2);
        shop.get("/api/facturas/" + emitidas.get(7).at("/id").asString())
                .status(200)
                .has("/numero", emitidas.get(7).at("/numero").asString())
                .hasAmount("/total", "121.00");
    }

    @Test
    void oneObjectAfterTheOtherIsAListToo() {
        String ndjson = IntStream.range(0, 3)
                .mapToObj(i -> factura(fecha + "'referencia':'" + r + i + "',"))
                .collect(Collectors.joining("\n"));

        Answer lote = oficina.terminado(
                oficina.upload(LOTES, "application/x-ndjson", ("\uFEFF" + ndjson).getBytes(StandardCharsets.UTF_8)));

        assertThat(oficina.facturas(lote))
                .hasSize(3)
                .allSatisfy(una -> assertThat(una.at("/referencia").asString())
                        .isEqualTo(r + (una.at("/linea").asInt() - 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"UTF-8|;", "UTF-8|,", "windows-1252|;", "windows-1252|,"})
    void aTableHasARowForEachLineOfAnInvoice(String escrito, String separador) {
        String csv = """
                Pedido;"Razón social";NIF;Fecha factura;Concepto;Unidades;Precio unitario;IVA;Dto;Serie;Comercial
                %1$s1;Café Muñoz;B12345674;05/05/%2$d;Café;10;"1.012,50";10;;;Lucía
                %1$s1;;;;"Azúcar; dos
                sacos";2;"3,00 €";"10,00%%";50;;
                %1$s2;Talleres Paco;12345678Z;5/5/%2$d;Aceite;1;100;;;sim;
                ;Al contado;;05/05/%2$d;Vale;1;"5";;;;
                ;Al contado;;05/05/%2$d;Vale;1;"5";;;;
                """.formatted(r, ejercicio).replace(";", separador);

        Answer lote = oficina.terminado(oficina.csv("", csv, Charset.forName(escrito)))
                .has("/emitidas", 4)
                .has("/columnas_desconocidas", List.of("Comercial"));

        List<JsonNode> emitidas = oficina.facturas(lote);
        assertThat(emitidas.stream().map(una -> una.at("/linea").asInt())).containsExactly(2, 5, 6, 7);
        shop.get("/api/facturas/" + emitidas.get(0).at("/id").asString())
                .has("/cliente_nombre", "Café Muñoz")
                .has("/items/1/descripcion", "Azúcar" + separador + " dos\nsacos")
                .hasAmount("/base_imponible", "10128.00")
                .has("/fecha", ejercicio + "-05-05");
        shop.get("/api/facturas/" + emitidas.get(1).at("/id").asString())
                .has("/serie", "SIM")
                .hasAmount("/total", "121.00");
    }

    @Test
    void ifAnyIsRefusedNoneIsIssued() {
        String facturas = "[" + factura(fecha) + "," + factura(fecha + "'total':1,") + "]";

        Answer lote = oficina.acabado(oficina.json("", facturas))
                .has("/estado", "rechazado")
                .has("/emitidas", 0)
                .has("/rechazadas", 1);

        oficina.rechazadas(lote)
                .has("/total", 1)
                .has("/rechazadas/0/fila", 2)
                .has("/rechazadas/0/codigo", "total_distinto")
                .has("/rechazadas/0/errores/0/campo", "total");
        assertThat(contadas()).isEmpty();
        // it stands in nobody's way
        oficina.acabado(oficina.json("", facturas)).has("/estado", "rechazado");
    }

    @Test
    void theOthersAreIssuedWhereThatIsAskedFor() {
        String facturas = facturas(3, fecha).replaceFirst("B12345674", "B12345678");

        Answer lote = oficina.terminado(oficina.json("parcial=true", facturas))
                .has("/emitidas", 2)
                .has("/rechazadas", 1);

        assertThat(oficina.facturas(lote).stream().map(una -> una.at("/fila").asInt()))
                .containsExactly(2, 3);
        assertThat(contadas()).isEqualTo(numeros(2));
    }

    @Test
    void whatTheTaxAgencyWouldRefuseIsRefusedAlone() {
        // nobody invoices themselves
        String facturas = facturas(3, fecha).replaceFirst("B12345674", "B99999997");

        Answer lote = oficina.terminado(oficina.json("parcial=true", facturas))
                .has("/emitidas", 2)
                .has("/rechazadas", 1);

        oficina.rechazadas(lote).has("/rechazadas/0/fila", 1).has("/rechazadas/0/codigo", "regla_verifactu");
    }

    @Test
    void aSimulationSaysWhatWouldHappenAndDoesNothing() {
        String facturas = facturas(3, fecha).replaceFirst("B12345674", "B12345678");

        oficina.terminado(oficina.json("simular=true", facturas))
                .has("/simulacion", true)
                .has("/validadas", 3)
                .has("/emitidas", 0)
                .has("/rechazadas", 1);

        assertThat(contadas()).isEmpty();
        oficina.terminado(oficina.json("parcial=true", facturas)).has("/emitidas", 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retencion_irpf':16,|campos_invalidos|retencion_irpf",
                "'serie':'REC',|campos_invalidos|serie",
                "'serie':'SIM','iva_incluido':false,'total':242,|total_distinto|total",
                "'cliente_crm_id':'0192f0c1-0000-7000-8000-000000000000',|campos_invalidos|cliente",
                "'cliente':null,'cliente_crm_id':'nadie',|cliente_desconocido|cliente_crm_id",
                "'vencimiento':'1599-01-01',|campos_invalidos|vencimiento",
                "'fecha':'22/11/2026',|campos_invalidos|fecha",
                "'fecha':'2999-01-01',|campos_invalidos|fecha",
                "'fecha':'-0001-01-01','vencimiento':'2020-01-01',|valor_no_admitido|fecha",
                "'total':1e999999,|campos_invalidos|total",
                "'notas':'\\u0000',|valor_no_admitido|notas",
                "'borrador':true,|campos_invalidos|borrador",
                "'referencia':'\\u0007',|campos_invalidos|referencia",
                "'items':[],|campos_invalidos|items",
                "'items':[{'descripcion':'x','cantidad':99999999,'precio':99999999}],|valor_no_admitido|items[0].precio",
                "'items':[{'descripcion':'x','cantidad':1,'precio':-1}],|campos_invalidos|items[0].precio"
            })
    void whatWouldBeRefusedAloneIsRefusedHereByTheSameRules(String campos, String codigo, String campo) {
        // the last of two fields with a name counts
        String mala = factura(fecha).replaceFirst("}$", ",")
                + campos.replace('\'', '"').replaceFirst(",$", "}");
        if (!campo.equals("borrador") && !campo.equals("referencia")) {
            shop.post("/api/facturas", mala).problem(422, codigo).has("/errores/0/campo", campo);
        }

        Answer lote = oficina.acabado(oficina.json("", "[" + factura(fecha) + ",\n" + mala + "]"))
                .has("/estado", "rechazado")
                .has("/rechazadas", 1);

        oficina.rechazadas(lote)
                .has("/rechazadas/0/fila", 2)
                .has("/rechazadas/0/linea", 2)
                .has("/rechazadas/0/codigo", codigo)
                .has("/rechazadas/0/errores/0/campo", campo);
        assertThat(contadas()).isEmpty();
    }

    @Test
    void rowsOfATableThatCanNotBeReadAreRefusedWithTheirLine() {
        String csv = """
                referencia;cliente;nif;fecha;descripcion;cantidad;precio
                %1$s1;Bar Manolo;B12345674;05/05/%2$d;Café;10;1.500
                %1$s2;Bar Manolo;B12345674;05/05/%2$d;Café;10;1
                %1$s2;Bar Pepe;;05/05/%2$d;Café;diez;1
                ;Bar Manolo;B12345674;05/05/%2$d;Café;diez;1
                %1$s2;Bar Manolo;B12345674;05/05/%2$d;Café;10;1
                ;Bar Manolo;B12345674;05/05/%2$d;Café;10;1;;x
                """.formatted(r, ejercicio);

        Answer lote = oficina.acabado(oficina.csv("", csv)).has("/total", 5).has("/rechazadas", 5);

        Answer rechazadas = oficina.rechazadas(lote);
        rechazadas
                .has("/rechazadas/0/linea", 2)
                .has("/rechazadas/0/referencia", r + "1")
                .has("/rechazadas/0/errores/0/campo", "precio")
                .has("/rechazadas/1/linea", 3)
                .has("/rechazadas/1/errores/0/campo", "nombre_completo")
                .has("/rechazadas/2/errores/0/campo", "items[0].cantidad")
                .has("/rechazadas/3/codigo", "referencia_repetida")
                .has("/rechazadas/4/errores/0/campo", "la fila");
        assertThat(rechazadas.at("/rechazadas/1/detalle").asString()).contains("línea 4 del fichero");
        assertThat(rechazadas.at("/rechazadas/3/detalle").asString()).contains("la factura 2 de este lote");
    }

    @Test
    void theNumbersFollowTheDatesAlsoWhereTheFileDoesNot() {
        String facturas = IntStream.range(0, 600)
                .mapToObj(i -> factura("'fecha':'%d-05-%02d',".formatted(ejercicio, 28 - i % 28)))
                .collect(Collectors.joining(",", "[", "]"));

        oficina.terminado(oficina.json("", facturas)).has("/emitidas", 600);

        assertThat(jdbc.sql("select fecha::text from factura where ejercicio = ? order by ordinal")
                        .param(ejercicio)
                        .query(String.class)
                        .list())
                .hasSize(600)
                .isSorted();
        assertThat(contadas()).isEqualTo(numeros(600));
    }

    @Test
    void whatComesTooLateForItsSeriesIsRefusedBeforeAnythingIsIssued() {
        shop.emitir("'fecha':'%d-05-06',".formatted(ejercicio), ShopProgram.item("1", 21))
                .status(201);

        Answer lote = oficina.acabado(oficina.json("", facturas(2, fecha))).has("/estado", "rechazado");

        oficina.rechazadas(lote).has("/rechazadas/1/codigo", "fecha_anterior");
    }

    @Test
    void aReferenceIsIssuedOnceWhateverFileItComesIn() {
        String una = factura(fecha + "'referencia':'" + r + "1',");
        Answer primero = oficina.terminado(oficina.json("", "[" + una + "]")).has("/emitidas", 1);
        String id = oficina.facturas(primero).get(0).at("/id").asString();

        String masTarde = "[" + una + "," + factura(fecha + "'referencia':'" + r + "2',") + "]";
        Answer simulado = oficina.terminado(oficina.json("simular=true", masTarde))
                .has("/emitidas", 0)
                .has("/repetidas", 1);
        assertThat(oficina.facturas(simulado)).hasSize(1);
        Answer segundo = oficina.terminado(oficina.json("", masTarde))
                .has("/emitidas", 1)
                .has("/repetidas", 1);

        assertThat(oficina.facturas(segundo).get(0).at("/id").asString()).isEqualTo(id);
        assertThat(oficina.facturas(segundo).get(0).at("/repetida").asBoolean()).isTrue();
        assertThat(contadas()).isEqualTo(numeros(2));
    }

    @Test
    void aReferenceThatStandsForAnotherInvoiceIsRefused() {
        oficina.terminado(oficina.json("", "[" + factura(fecha + "'referencia':'" + r + "1',") + "]"));
        String otra = factura(fecha + "'notas':'otra','referencia':'" + r + "1',");

        Answer lote = oficina.acabado(oficina.json("", "[" + otra + "]")).has("/estado", "rechazado");

        Answer rechazadas = oficina.rechazadas(lote).has("/rechazadas/0/codigo", "referencia_ya_emitida");
        shop.get("/api/facturas/" + rechazadas.at("/rechazadas/0/factura_id").asString())
                .has("/numero", "FAC-%d-000001".formatted(ejercicio));
    }

    @Test
    void theSameFileIsIssuedTwiceOnlyWhereThatIsAskedFor() {
        String facturas = facturas(2, fecha);
        Answer lote = oficina.terminado(oficina.json("", facturas));

        oficina.json("", facturas)
                .problem(409, "fichero_repetido")
                .has("/id", lote.at("/id").asString());
        oficina.terminado(oficina.json("simular=true", facturas));
        oficina.terminado(oficina.json("repetir=true", facturas)).has("/emitidas", 2);

        assertThat(contadas()).isEqualTo(numeros(4));
    }

    @Test
    void aFileThatIsSentAgainWithItsKeyIsTheSameLote() {
        String id = conClave(facturas(2, fecha)).status(202).at("/id").asString();

        conClave(facturas(2, fecha)).status(202).has("/id", id);
        conClave(facturas(3, fecha)).problem(422, "clave_reutilizada");
    }

    private Answer conClave(String facturas) {
        return oficina.upload(
                LOTES, "application/json", facturas.getBytes(StandardCharsets.UTF_8), "Idempotency-Key", r);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|application/json|lote_vacio",
                "[]|application/json|lote_vacio",
                "[{\"items\":|application/json|fichero_ilegible",
                "[{}] {}|application/json|fichero_ilegible",
                "{} ]|application/json|fichero_ilegible",
                "hola|application/x-ndjson|fichero_ilegible",
                "cliente;descripcion;cantidad;precio|text/csv|lote_vacio",
                "cliente;descripcion;cantidad|text/csv|campos_invalidos",
                "``|text/csv|lote_vacio"
            })
    void whatCanNotBeALoteIsRefusedAtOnce(String cuerpo, String tipo, String codigo) {
        long antes = jdbc.sql("select count(*) from lote").query(Long.class).single();

        oficina.upload(LOTES, tipo, cuerpo.getBytes(StandardCharsets.UTF_8)).problem(422, codigo);
        oficina.upload(LOTES, "application/json", "[]".getBytes(StandardCharsets.UTF_16))
                .status(422);

        assertThat(jdbc.sql("select count(*) from lote").query(Long.class).single())
                .isEqualTo(antes);
    }

    @Test
    void aDepthAndANumberThatNobodyNeedsAreRefused() {
        oficina.upload(LOTES, "application/json", ("[{\"a\":" + "[".repeat(600)).getBytes(StandardCharsets.UTF_8))
                .problem(422, "fichero_ilegible");

        String precio = factura("").replaceFirst("(.precio.\\s*:)\\s*[\\d.]+", "$1 1e2147483647");
        assertThat(precio).contains("e2147483647");
        oficina.acabado(oficina.json("", "[" + precio + "]")).has("/rechazadas", 1);
    }

    @Test
    void whatIsNoInvoiceIsRefusedAloneAndWhatIsTooLargeIsNotEvenRead() {
        String grande = factura("'notas':'" + "x".repeat(1_100_000) + "',");

        Answer lote = oficina.acabado(oficina.json("", "[5, \"x\", [1, [2]], {}, null,\n" + grande + "]"))
                .has("/total", 6)
                .has("/rechazadas", 6);

        oficina.rechazadas(lote)
                .has("/rechazadas/0/errores/0/campo", "la factura")
                .has("/rechazadas/2/errores/0/campo", "la factura")
                .has("/rechazadas/3/errores/0/campo", "items")
                .has("/rechazadas/5/errores/0/mensaje", "ocupa más de un megabyte");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "7", "nadie"})
    void aLoteThatIsNotThereIsNotFound(String id) {
        for (String que : List.of("", "/facturas", "/rechazadas", "/progreso")) {
            oficina.get(LOTES + "/" + id + que).problem(404, "lote_desconocido");
        }
        for (String que : List.of("/pausar", "/reanudar", "/cancelar")) {
            oficina.post(LOTES + "/" + id + que, "").problem(404, "lote_desconocido");
        }
    }

    @Test
    void aLoteIsForgottenAMonthAfterItsEndAndItsReferencesAreNot() throws SQLException {
        String una = "[" + factura(fecha + "'referencia':'" + r + "1',") + "]";
        Answer lote = oficina.terminado(oficina.json("", una));
        oficina.get(LOTES + "?limit=1").has("/lotes/0/id", lote.at("/id").asString());

        try (Connection owner = TestDatabase.instance().connect("factura_owner");
                var statement = owner.createStatement()) {
            statement.execute("update factura.lote set fecha_fin = now() - interval '31 days' where id = '"
                    + lote.at("/id").asString() + "'");
        }

        await().atMost(Oficina.PACIENCIA)
                .until(() -> oficina.get(LOTES + "/" + lote.at("/id").asString())
                                .response()
                                .statusCode()
                        == 404);
        oficina.terminado(oficina.json("", una)).has("/repetidas", 1);
        assertThat(contadas()).isEqualTo(numeros(1));
    }

    private List<String> numeros(int hasta) {
        return IntStream.rangeClosed(1, hasta)
                .mapToObj(i -> "FAC-%d-%06d".formatted(ejercicio, i))
                .toList();
    }

    /** The numbers of this test's invoices, in the order in which the CRM is told of them. */
    private List<String> contadas() {
        return events.numeros(ejercicio);
    }
}
