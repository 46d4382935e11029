package es.crmfactura.crm.campos;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A company that has defined a field of each type, named after it, asks for its clients. */
@CrmTest
class FiltroTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** Marks the clients of one test. */
    private final String segmento = "s" + UUID.randomUUID();

    @BeforeEach
    void threeClientsHaveValues() {
        for (Campo.Tipo tipo : Campo.Tipo.values()) {
            new CompanyFields(crm).define(tipo.name(), tipo.name());
        }
        cliente(
                "Uno",
                "{'opcion': 'rojo', 'numero': 9.5, 'fecha': '2027-01-31', 'booleano': true, 'texto': '50% \\\\ vivo'}");
        cliente("Dos", "{'opcion': 'azul vivo', 'numero': 10, 'fecha': '2027-02-01', 'booleano': false}");
        cliente("Tres", "{'opcion': 'rojo', 'numero': -1}");
        cliente("Cuatro", "{}");
    }

    @AfterEach
    void nothingIsDefined() {
        new CompanyFields(crm).removeAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campo.opcion=rojo|Tres,Uno",
                "campo.opcion=azul+vivo|Dos",
                "campo.opcion=rojo&campo.opcion=azul+vivo|''",
                "campo.opcion=rojo&campo.booleano=true|Uno",
                "campo.booleano=false|Dos",
                "campo.numero=10.00|Dos",
                "campo.numero.desde=9.5|Dos,Uno",
                "campo.numero.hasta=9.5|Tres,Uno",
                "campo.numero.desde=-1&campo.numero.hasta=9.6|Tres,Uno",
                "campo.fecha=2027-02-01|Dos",
                "campo.fecha.desde=2027-02-01|Dos",
                "campo.fecha.hasta=2027-01-31|Uno",
                "campo.fecha.desde=2027-01-01&campo.fecha.hasta=2027-12-31|Dos,Uno",
                "campo.texto=50%25+%5C+vivo|Uno",
                "campo.texto=vivo|''",
                "campo.opcion=rojo&estado=activo|''",
                "campo.opcion=rojo&estado=prospecto|Tres,Uno",
                "campo.opcion=rojo&buscar=tres|Tres",
                "campo.numero.desde=0&buscar=tres|''",
                "campo.opcion=&campo.fecha.desde=|Cuatro,Dos,Tres,Uno",
            })
    void onlyThoseWhoHaveItAreListed(String filtro, String nombres) {
        var lista = crm.get(CLIENTES + "?segmento=" + segmento + "&" + filtro).status(200);

        assertThat(lista.at("/clientes")
                        .valueStream()
                        .map(cliente -> cliente.at("/nombre_completo").asString())
                        .sorted())
                .containsExactly(nombres.isEmpty() ? new String[0] : nombres.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"campo.color", "campo.Opcion", "campo.opcion.x", "campo.", "campo.numero.desde.hasta"})
    void aFieldThatIsNotDefinedIsNamedTogetherWithThoseThatAre(String parametro) {
        var answer = crm.get(CLIENTES + "?campo.opcion=rojo&" + parametro + "=rojo")
                .problem(400, "parametro_desconocido")
                .has("/errores/0/campo", parametro)
                .lacks("/errores/1");
        assertThat(answer.at("/errores/0/mensaje").asString())
                .isEqualTo(
                        "no es de ningún campo definido: hay campo.booleano, campo.fecha, campo.numero, campo.opcion,"
                                + " campo.texto");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campo.numero|mucho|tiene que ser un número",
                "campo.numero.desde|1,5|tiene que ser un número",
                "campo.fecha.hasta|31/01/2027|tiene que ser una fecha AAAA-MM-DD",
                "campo.booleano|si|tiene que ser true o false",
                "campo.opcion|verde|tiene que ser uno de: rojo, azul vivo",
                "campo.opcion.desde|rojo|no se puede pedir: solo tienen desde y hasta",
                "campo.texto.hasta|z|no se puede pedir: solo tienen desde y hasta",
            })
    void whatAFieldCanNotHaveIsNotAskedFor(String parametro, String valor, String mensaje) {
        var answer = crm.get(CLIENTES + "?" + parametro + "=" + URLEncoder.encode(valor, StandardCharsets.UTF_8))
                .problem(400, "parametro_desconocido")
                .has("/errores/0/campo", parametro);
        assertThat(answer.at("/errores/0/mensaje").asString()).startsWith(mensaje);
    }

    @Test
    void whereNothingIsDefinedThisIsSaid() {
        new CompanyFields(crm).removeAll();
        assertThat(crm.get(CLIENTES + "?campo.color=rojo")
                        .problem(400, "parametro_desconocido")
                        .at("/detail")
                        .asString())
                .isEqualTo(
                        "Corrija o quite estos parámetros: campo.color no es de ningún campo definido; no hay ninguno.");
    }

    @Test
    void theOtherPagesAreOfTheSameClients() {
        String lista = CLIENTES + "?campo.opcion=azul%20vivo&campo.fecha.desde=2027-01-01";

        assertThat(crm.get(lista + "&limit=1").has("/total", 1).header("Link"))
                .startsWith("<" + lista + "&skip=0&limit=1>; rel=\"first\"");
        assertThat(crm.get(CLIENTES + "?campo.opcion=rojo&limit=1").header("Link"))
                .contains("<" + CLIENTES + "?campo.opcion=rojo&skip=1&limit=1>; rel=\"next\"");
    }

    @Test
    void noSearchForAValueReadsAllClients() {
        String plan = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("select set_config('enable_seqscan', 'off', true)").query().singleRow();
            return String.join(
                    "\n",
                    jdbc.sql("explain select id from cliente c where c.campos @> jsonb_build_object('opcion', 'rojo')")
                            .query(String.class)
                            .list());
        });
        assertThat(plan).contains("cliente_campos").doesNotContain("Seq Scan");
    }

    private void cliente(String nombre, String campos) {
        crm.post(
                        CLIENTES,
                        "{\"nombre_completo\": \"%s\", \"segmento\": \"%s\", \"campos\": %s}"
                                .formatted(nombre, segmento, campos.replace('\'', '"')))
                .status(201);
    }
}
