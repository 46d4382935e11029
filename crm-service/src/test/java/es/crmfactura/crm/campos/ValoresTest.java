package es.crmfactura.crm.campos;

import static es.crmfactura.crm.CompanyFields.CAMPOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients have in the fields of a company that has defined one of each type, named after it. */
@CrmTest
class ValoresTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void oneOfEachTypeIsDefined() {
        for (Campo.Tipo tipo : Campo.Tipo.values()) {
            new CompanyFields(crm).define(tipo.name(), tipo.name());
        }
    }

    @AfterEach
    void nothingIsDefined() {
        new CompanyFields(crm).removeAll();
    }

    @Test
    void aClientHasThemWhereverItIsAnswered() {
        String email = UUID.randomUUID() + "@example.org";
        String cliente = CLIENTES + "/"
                + crm.post(CLIENTES, """
                        {"nombre_completo": "Ana", "email": "%s", "campos": {"texto": " hola ", "numero": "12.50",
                          "fecha": "2027-01-31", "booleano": "true", "opcion": "azul vivo"}}""".formatted(email))
                        .status(201)
                        .has("/campos/texto", "hola")
                        .hasAmount("/campos/numero", "12.5,")
                        .has("/campos/fecha", "2027-01-31")
                        .has("/campos/booleano", true)
                        .has("/campos/opcion", "azul vivo")
                        .at("/id")
                        .asString();

        crm.get(cliente).has("/campos/texto", "hola");
        crm.get(cliente + "/ficha").has("/cliente/campos/texto", "hola");
        crm.get(CLIENTES + "/buscar/email/" + email).has("/campos/texto", "hola");
        crm.get(CLIENTES + "?email=" + email).has("/clientes/0/campos/texto", "hola");
        crm.get(CLIENTES + "/" + crm.unCliente()).has("/campos", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void onlyThoseThatAreSentChangeAndNullClears(String method) {
        String cliente = cliente("{'texto': 'uno', 'opcion': 'rojo', 'booleano': false}");

        cambiar(method, cliente, "{'texto': 'dos', 'numero': 3}")
                .has("/campos", Map.of("texto", "dos", "opcion", "rojo", "booleano", false, "numero", 3));
        crm.send(method, cliente, "{\"notas\": \"n\"}").has("/campos/texto", "dos");
        cambiar(method, cliente, "{'texto': null, 'numero': '', 'booleano': ' '}")
                .has("/campos", Map.of("opcion", "rojo"));
        cambiar(method, cliente, "{}").has("/campos/opcion", "rojo");
        cambiar(method, cliente, "null").has("/campos", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012.123456, 123456789012.123456",
        "0.1, 0.1",
        "-5, -5",
        "1e3, 1000",
        "1.500, 1.5",
        "'\"0.000001\"', 0.000001",
        "'\" 7 \"', 7",
        "0.0000000, 0"
    })
    void aNumberIsKeptExactly(String enviado, String guardado) {
        String cliente = cliente("{'numero': " + enviado + "}");

        crm.get(cliente).hasAmount("/campos/numero", guardado + "}");
        assertThat(jdbc.sql("select campos ->> 'numero' from cliente where id = cast(:id as uuid)")
                        .param("id", cliente.substring(CLIENTES.length() + 1))
                        .query(String.class)
                        .single())
                .isEqualTo(guardado);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'texto': 5}|campos.texto|tiene que ser un texto de 2000 caracteres como mucho",
                "{'texto': ['a']}|campos.texto|tiene que ser un texto de 2000 caracteres como mucho",
                "{'numero': 1234567890123}|campos.numero|tiene que ser un número de 12 cifras enteras",
                "{'numero': 0.1234567}|campos.numero|tiene que ser un número de 12 cifras enteras",
                "{'numero': 1e999999}|campos.numero|tiene que ser un número",
                "{'numero': '1e2147483647'}|campos.numero|tiene que ser un número",
                "{'numero': '1,5'}|campos.numero|tiene que ser un número",
                "{'numero': 'NaN'}|campos.numero|tiene que ser un número",
                "{'numero': true}|campos.numero|tiene que ser un número",
                "{'fecha': '31/01/2027'}|campos.fecha|tiene que ser una fecha AAAA-MM-DD",
                "{'fecha': '2027-02-29'}|campos.fecha|tiene que ser una fecha AAAA-MM-DD",
                "{'fecha': '+12027-02-01'}|campos.fecha|tiene que ser una fecha AAAA-MM-DD",
                "{'fecha': '0000-01-01'}|campos.fecha|tiene que ser una fecha AAAA-MM-DD",
                "{'fecha': 20270131}|campos.fecha|tiene que ser una fecha AAAA-MM-DD",
                "{'booleano': 'sí'}|campos.booleano|tiene que ser true o false",
                "{'booleano': 1}|campos.booleano|tiene que ser true o false",
                "{'opcion': 'Rojo'}|campos.opcion|tiene que ser uno de: rojo, azul vivo",
                "{'opcion': {'a': 1}}|campos.opcion|tiene que ser uno de: rojo, azul vivo",
                "{'otro': 1}|campos.otro|no está definido: corrija el nombre, o defina antes el campo",
                "{'otro': null}|campos.otro|no está definido",
                "['rojo']|campos|tiene que ser un objeto",
                "7|campos|tiene que ser un objeto",
            })
    void whatAFieldCanNotHaveIsNamedAndNothingIsKept(String campos, String campo, String mensaje) {
        String cliente = cliente("{'texto': 'antes'}");

        var answer = crm.put(cliente, "{\"notas\": \"n\", \"campos\": " + campos.replace('\'', '"') + "}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", campo)
                .lacks("/errores/1");

        assertThat(answer.at("/errores/0/mensaje").asString()).startsWith(mensaje);
        crm.get(cliente).has("/campos", Map.of("texto", "antes")).has("/notas", null);
    }

    @Test
    void allThatIsAtFaultIsToldAtOnce() {
        var answer = crm.post(
                        CLIENTES,
                        "{\"email\": \"malo\", \"campos\": {\"numero\": \"x\", \"otro\": 1, \"texto\": \"t\"}}")
                .problem(422, "campos_invalidos");
        assertThat(answer.at("/errores").valueStream().map(e -> e.at("/campo").asString()))
                .containsExactlyInAnyOrder("nombre_completo", "email", "campos.numero", "campos.otro");
    }

    @Test
    void aTextIsNotLongerThanTwoThousandCharacters() {
        String cliente = cliente("{'texto': '" + "ñ".repeat(2_000) + "'}");
        crm.put(cliente, "{\"campos\": {\"texto\": \"" + "ñ".repeat(2_001) + "\"}}")
                .status(422);
        crm.put(cliente, "{\"campos\": {\"texto\": \"a\\u0000b\"}}").problem(422, "valor_no_admitido");
    }

    @Test
    void aChangeOfThemIsAChangeOfTheClientAndTheSameAgainIsNone() {
        String cliente = cliente("{'numero': 1.5}");
        Answer antes = crm.get(cliente);

        cambiar("PATCH", cliente, "{'numero': '1.50'}")
                .has("/version", antes.at("/version").asInt());
        Answer cambiado = cambiar("PATCH", cliente, "{'numero': 2}")
                .has("/version", antes.at("/version").asInt() + 1);

        assertThat(cambiado.at("/fecha_actualizacion").asString())
                .isGreaterThan(antes.at("/fecha_actualizacion").asString());
        crm.send("PATCH", cliente, "{\"campos\": {}}", "If-Match", antes.header("ETag"))
                .problem(412, "version_anterior");
        assertThat(jdbc.sql("select type from event_log where aggregate_id = cast(:id as uuid) order by seq")
                        .param("id", cliente.substring(CLIENTES.length() + 1))
                        .query(String.class)
                        .list())
                .containsExactly("es.crmfactura.ClienteCreado.v1", "es.crmfactura.ClienteActualizado.v1");
    }

    @Test
    void whoWritesAValueWhileItsFieldGoesIsToldThatItIsNotDefined() throws SQLException {
        String cliente = cliente("{'opcion': 'rojo'}");
        try (Connection otra = ocupada("delete from campo where nombre = 'texto'")) {
            var cambio = CompletableFuture.supplyAsync(() -> crm.put(cliente, "{\"campos\": {\"texto\": \"t\"}}"));
            esperarAQueEsperen(1);
            otra.commit();

            cambio.join().problem(422, "campos_invalidos").has("/errores/0/campo", "campos.texto");
        }
        crm.get(cliente).has("/campos", Map.of("opcion", "rojo"));
    }

    @Test
    void aFieldDoesNotGoWhileSomebodyWritesAValueOfIt() throws SQLException {
        String cliente = cliente("{'opcion': 'rojo'}");
        try (Connection otra = ocupada("select from cliente where id = '%s' for update".formatted(id(cliente)))) {
            var cambio = CompletableFuture.supplyAsync(() -> crm.put(cliente, "{\"campos\": {\"texto\": \"t\"}}"));
            esperarAQueEsperen(1);
            var fin =
                    CompletableFuture.supplyAsync(() -> crm.send("DELETE", CAMPOS + "/texto?borrar_valores=true", ""));
            esperarAQueEsperen(2);
            otra.rollback();

            cambio.join().status(200);
            fin.join().status(204);
        }
        crm.get(cliente).has("/campos", Map.of("opcion", "rojo"));
    }

    @Test
    void anOptionThatIsJustBeingWrittenIsNotTakenAway() throws SQLException {
        String cliente = cliente("{'texto': 't'}");
        try (Connection otra = ocupada("select from cliente where id = '%s' for update".formatted(id(cliente)))) {
            var cambio = CompletableFuture.supplyAsync(() -> crm.put(cliente, "{\"campos\": {\"opcion\": \"rojo\"}}"));
            esperarAQueEsperen(1);
            var quitar = CompletableFuture.supplyAsync(
                    () -> crm.send("PATCH", CAMPOS + "/opcion", "{\"opciones\": [\"azul vivo\"]}"));
            esperarAQueEsperen(2);
            otra.rollback();

            cambio.join().status(200);
            quitar.join().problem(409, "opcion_en_uso").has("/clientes", 1);
        }
    }

    /** Another session, in the middle of something. */
    private static Connection ocupada(String sql) throws SQLException {
        Connection otra = TestDatabase.instance().superuser();
        otra.setAutoCommit(false);
        otra.createStatement().execute("set search_path = crm; " + sql);
        return otra;
    }

    private void esperarAQueEsperen(int cuantos) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                                select count(*) from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock'""").query(Integer.class).single() >= cuantos);
    }

    private static String id(String cliente) {
        return cliente.substring(CLIENTES.length() + 1);
    }

    private String cliente(String campos) {
        return CLIENTES + "/"
                + crm.post(CLIENTES, "{\"nombre_completo\": \"Ana\", \"campos\": " + campos.replace('\'', '"') + "}")
                        .status(201)
                        .at("/id")
                        .asString();
    }

    private Answer cambiar(String method, String cliente, String campos) {
        return crm.send(method, cliente, "{\"campos\": " + campos.replace('\'', '"') + "}")
                .status(200);
    }
}
