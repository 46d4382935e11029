package es.crmfactura.crm.clientes;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CrmTest
class ClientesTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aClientIsTakenInWithDefaults() {
        var answer =
                crm.post(CLIENTES, "{\"nombre_completo\":\"  Ana Pérez \"}").status(201);
        String id = answer.at("/id").asString();
        assertThat(answer.header("Location")).isEqualTo(CLIENTES + "/" + id);
        answer.has("/nombre_completo", "Ana Pérez")
                .has("/tipo_cliente", "empresa")
                .has("/estado", "prospecto")
                .hasAmount("/credito_disponible", "0.00")
                .has("/email", null)
                .has("/cif_nif_valido", null)
                .hasAmount("/total_facturado", "0.00")
                .has("/numero_facturas", 0)
                .hasAmount("/promedio_venta", "0.00")
                .hasAmount("/saldo_pendiente", "0.00")
                .has("/tasa_pagos_a_tiempo", null)
                .has("/dias_desde_ultimo_contacto", null)
                .has("/contactos", List.of())
                .has("/actividades_recientes", List.of())
                .has("/oportunidades", List.of());
        assertThat(OffsetDateTime.parse(answer.at("/fecha_creacion").asString()))
                .isNotNull();
        crm.get(CLIENTES + "/" + id).status(200).has("/id", id);
    }

    @Test
    void aChangeOrADeletionFromAnOldVersionIsRefused() {
        String cliente = CLIENTES + "/" + crm.unCliente();
        String leido = crm.get(cliente).header("ETag");
        crm.send("PATCH", cliente, "{\"notas\":\"una\"}", "If-Match", leido).status(200);

        crm.send("PUT", cliente, "{\"notas\":\"otra\"}", "If-Match", leido).problem(412, "version_anterior");
        crm.send("DELETE", cliente, "", "If-Match", leido).problem(412, "version_anterior");
        crm.send("DELETE", cliente, "", "If-Match", "sin comillas").problem(412, "version_anterior");

        var ahora = crm.get(cliente).has("/notas", "una");
        assertThat(ahora.header("ETag"))
                .isNotEqualTo(leido)
                .isEqualTo("\"" + ahora.at("/version").asLong() + "\"");
        crm.send("DELETE", cliente, "", "If-Match", "\"99\", " + ahora.header("ETag"))
                .status(204);
    }

    @Test
    void aClockThatWasPutBackKeepsNobodyFromChangingAClient() {
        String id = crm.unCliente();
        jdbc.sql(
                        "update cliente set fecha_creacion = now() + '1 h', fecha_actualizacion = now() + '1 h' where id = :id")
                .param("id", UUID.fromString(id))
                .update();

        crm.send("PATCH", CLIENTES + "/" + id, "{\"notas\":\"una\"}")
                .status(200)
                .has("/notas", "una");
    }

    @Test
    void aListLeadsToItsOtherPages() {
        String segmento = "s" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            crm.post(CLIENTES, "{\"nombre_completo\":\"Ana\",\"segmento\":\"" + segmento + "\"}")
                    .status(201);
        }
        String lista = CLIENTES + "?segmento=" + segmento;

        assertThat(crm.get(lista + "&buscar=%C3%A1n&limit=2&skip=2")
                        .header("Link")
                        .split(", "))
                .containsExactly(
                        "<" + lista + "&buscar=%C3%A1n&skip=0&limit=2>; rel=\"first\"",
                        "<" + lista + "&buscar=%C3%A1n&skip=0&limit=2>; rel=\"prev\"",
                        "<" + lista + "&buscar=%C3%A1n&skip=4&limit=2>; rel=\"next\"",
                        "<" + lista + "&buscar=%C3%A1n&skip=4&limit=2>; rel=\"last\"");
        assertThat(crm.get(lista).header("Link").split(", "))
                .containsExactly(
                        "<" + lista + "&skip=0&limit=50>; rel=\"first\"",
                        "<" + lista + "&skip=0&limit=50>; rel=\"last\"");
    }

    @Test
    void aClientIsTakenInWithAllThatOldClientsSend() {
        crm.post(CLIENTES, """
                        {"nombre_completo":"Talleres","razon_social":"Talleres, S.L.","tipo_cliente":"autonomo",
                         "email":"%s","cif_nif":" es12345678a ","estado":"activo","segmento":"pyme",
                         "sector_industria":"motor","website":"https://t.es","notas":"n","credito_disponible":"1500.5",
                         "created_at":"2026-11-22T10:15:30.123456","id":7,
                         "contactos":[{"tipo":"telefono","valor":"600","principal":true},
                                      {"tipo":"telefono","valor":"600","principal":true},
                                      {"tipo":"email","valor":"a@b.es","nombre":"Ana","cargo":"Jefa"}]}""".formatted(email()))
                .status(201)
                .has("/cif_nif", "ES12345678A")
                .has("/cif_nif_valido", false)
                .has("/tipo_cliente", "autonomo")
                .hasAmount("/credito_disponible", "1500.50")
                .has("/contactos/0/principal", true)
                .has("/contactos/1/valor", "600")
                .has("/contactos/2/cargo", "Jefa");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|nombre_completo",
                "{'nombre_completo':'  '}|nombre_completo",
                "{'nombre_completo':'A','email':'sin arroba'}|email",
                "{'nombre_completo':'A','tipo_cliente':'otro'}|tipo_cliente",
                "{'nombre_completo':'A','estado':'ACTIVO'}|estado",
                "{'nombre_completo':'A','credito_disponible':'mucho'}|credito_disponible",
                "{'nombre_completo':'A','credito_disponible':1e999999}|credito_disponible",
                "{'nombre_completo':'A','contactos':[{'tipo':'fax','valor':'1'}]}|contactos[0].tipo",
                "{'nombre_completo':'A','contactos':[{'tipo':'movil','valor':'1'},{'valor':''}]}|contactos[1]",
                "{'nombre_completo':'A','contactos':[null]}|contactos[0]",
            })
    void aFieldAtFaultIsNamedAndNothingIsKept(String body, String field) {
        long before = clientes();
        var answer = crm.post(CLIENTES, body.replace('\'', '"')).problem(422, "campos_invalidos");
        assertThat(answer.at("/errores/0/campo").asString()).startsWith(field);
        assertThat(clientes()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/json;version=ñ", "nada"})
    void whatCouldNotBeAnsweredAsIsAskedIsNotDone(String accept) {
        String email = UUID.randomUUID() + "@example.com";
        String body = "{\"nombre_completo\":\"Ana\",\"email\":\"%s\"}".formatted(email);

        crm.send("POST", "/api/crm/clientes", body, "Accept", accept).problem(406, "formato_no_disponible");

        crm.get("/api/crm/clientes/buscar/email/" + email).status(404);
        crm.send("POST", "/api/crm/clientes", body, "Accept", "text/html, application/*;q=0.5")
                .status(201);
    }

    @Test
    void bodiesThatAreNoJsonAreRefused() {
        crm.post(CLIENTES, "{").problem(400, "solicitud_incorrecta");
        crm.post(CLIENTES, "{\"nombre_completo\":\"a\\u0000b\"}").problem(422, "valor_no_admitido");
    }

    @Test
    void anEmailIsUniqueWithoutRegardToCase() {
        String email = email();
        String id = cliente("Uno", email, null);
        crm.post(CLIENTES, json("Dos", email.toUpperCase(Locale.ROOT), null))
                .problem(409, "email_duplicado")
                .has("/id", id)
                .has("/errores/0/campo", "email");
    }

    @Test
    void aCifNifIsUniqueAlsoWhenItIsChanged() {
        String cifNif = cifNif();
        String id = cliente("Uno", null, cifNif);
        String other = cliente("Dos", null, null);
        crm.put(CLIENTES + "/" + other, "{\"cif_nif\":\" %s \"}".formatted(cifNif))
                .problem(409, "cif_nif_duplicado")
                .has("/id", id);
        crm.put(CLIENTES + "/" + id, "{\"cif_nif\":\"%s\"}".formatted(cifNif)).status(200);
    }

    @Test
    void ofManyWhoComeAtOnceOneIsTakenInAndTheOthersAreToldWho() {
        String body = json("Carrera", email(), null);
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> crm.post(CLIENTES, body)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        var created =
                answers.stream().filter(a -> a.response().statusCode() == 201).toList();
        assertThat(created).hasSize(1);
        answers.stream()
                .filter(answer -> !created.contains(answer))
                .forEach(answer -> answer.problem(409, "email_duplicado")
                        .has("/id", created.get(0).at("/id").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void onlyTheFieldsSentChangeAndNullClears(String method) {
        String email = email();
        String id = cliente("Antes", email, null);
        String before = crm.get(CLIENTES + "/" + id).at("/fecha_actualizacion").asString();
        crm.send(method, CLIENTES + "/" + id, "{\"notas\":\"nueva\",\"id\":\"otro\",\"total_facturado\":9}")
                .status(200)
                .has("/id", id)
                .has("/nombre_completo", "Antes")
                .has("/email", email)
                .has("/notas", "nueva")
                .hasAmount("/total_facturado", "0.00");
        var cleared = crm.send(method, CLIENTES + "/" + id, "{\"email\":null,\"estado\":null}")
                .status(200)
                .has("/email", null)
                .has("/estado", "prospecto")
                .has("/notas", "nueva");
        assertThat(cleared.at("/fecha_actualizacion").asString()).isGreaterThan(before);
        crm.send(method, CLIENTES + "/" + id, "{\"nombre_completo\":null}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "nombre_completo");
    }

    @Test
    void changesOfDifferentFieldsAtOnceBothStay() {
        String id = crm.unCliente();
        var changes = IntStream.range(0, 10)
                .mapToObj(i -> i % 2 == 0 ? "{\"notas\":\"n" + i + "\"}" : "{\"segmento\":\"s" + i + "\"}")
                .map(change -> CompletableFuture.supplyAsync(() -> crm.put(CLIENTES + "/" + id, change)))
                .toList();
        changes.forEach(change -> change.join().status(200));
        var after = crm.get(CLIENTES + "/" + id);
        assertThat(after.at("/notas").asString()).startsWith("n");
        assertThat(after.at("/segmento").asString()).startsWith("s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "no-existe", "019a3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f", "1-1-1-1-1", "%20", "null"})
    void anIdThatNamesNobodyIsNotFoundWhateverItsShape(String id) {
        for (String path : List.of("", "/contactos", "/actividades")) {
            crm.get(CLIENTES + "/" + id + path).problem(404, "cliente_desconocido");
        }
        crm.put(CLIENTES + "/" + id, "{\"notas\":\"n\"}").problem(404, "cliente_desconocido");
        crm.send("DELETE", CLIENTES + "/" + id, "").problem(404, "cliente_desconocido");
        crm.post(CLIENTES + "/" + id + "/contactos", "{\"tipo\":\"movil\",\"valor\":\"1\"}")
                .problem(404, "cliente_desconocido");
        crm.post(CLIENTES + "/" + id + "/actividades", "{\"tipo\":\"nota\",\"titulo\":\"t\"}")
                .problem(404, "cliente_desconocido");
    }

    @Test
    void aClientGoesWithAllThatBelongedToIt() {
        String id = crm.unCliente();
        crm.post(CLIENTES + "/" + id + "/contactos", "{\"tipo\":\"movil\",\"valor\":\"1\"}")
                .status(201);
        crm.post(CLIENTES + "/" + id + "/actividades", "{\"tipo\":\"nota\",\"titulo\":\"t\"}")
                .status(201);
        crm.send("DELETE", CLIENTES + "/" + id, "").status(204);
        crm.get(CLIENTES + "/" + id).problem(404, "cliente_desconocido");
        crm.send("DELETE", CLIENTES + "/" + id, "").problem(404, "cliente_desconocido");
    }

    @Test
    void theListIsPagedAndTheNewestChangeComesFirst() {
        String segmento = "s" + UUID.randomUUID();
        String first = enSegmento(segmento, "Primero");
        String second = enSegmento(segmento, "Segundo");
        crm.put(CLIENTES + "/" + first, "{\"notas\":\"cambiado\"}").status(200);
        crm.get(CLIENTES + "?segmento=" + segmento)
                .status(200)
                .has("/total", 2)
                .has("/skip", 0)
                .has("/limit", 50)
                .has("/clientes/0/id", first)
                .has("/clientes/1/id", second);
        crm.get(CLIENTES + "?segmento=" + segmento + "&skip=1&limit=1")
                .has("/total", 2)
                .has("/clientes/0/id", second)
                .lacks("/clientes/1");
        crm.get(CLIENTES + "?segmento=" + segmento + "&skip=9").has("/total", 2).has("/clientes", List.of());
    }

    @Test
    void askingOftenUsesNothingUp() {
        IntStream.range(0, 30).forEach(i -> crm.get(CLIENTES + "?limit=1").status(200));
    }

    @Test
    void theListIsFilteredAndUnknownValuesAreRefused() {
        String email = email();
        String cifNif = cifNif();
        String id = cliente("Muñoz y Cía " + email, email, cifNif);
        crm.get(CLIENTES + "?email=" + email.toUpperCase(Locale.ROOT))
                .has("/clientes/0/id", id)
                .has("/total", 1);
        crm.get(CLIENTES + "?cif_nif=" + cifNif.toLowerCase(Locale.ROOT))
                .has("/clientes/0/id", id)
                .has("/total", 1);
        crm.get(CLIENTES + "?estado=activo&email=" + email).has("/total", 0);
        crm.get(CLIENTES + "?buscar=MUNOZ+y+CIA+" + email)
                .has("/clientes/0/id", id)
                .has("/total", 1);
        crm.get(CLIENTES + "?buscar=%25").has("/total", 0);
        crm.get(CLIENTES + "?email=" + email + "&buscar=&segmento=&estado=&cif_nif=")
                .has("/total", 1);
        crm.get(CLIENTES + "?estado=raro").problem(400, "parametro_desconocido").has("/errores/0/campo", "estado");
        crm.get(CLIENTES + "?limit=101").problem(422, "campos_invalidos").has("/errores/0/campo", "limit");
        crm.get(CLIENTES + "?skip=-1").problem(422, "campos_invalidos").has("/errores/0/campo", "skip");
    }

    @Test
    void aClientIsFoundByEmail() {
        String email = email();
        String id = cliente("Con correo", email, null);
        crm.get(CLIENTES + "/buscar/email/" + email.toUpperCase(Locale.ROOT))
                .status(200)
                .has("/id", id);
        crm.get(CLIENTES + "/buscar/email/nadie@example.org").problem(404, "cliente_desconocido");
    }

    @Test
    void theFileShowsTheLatestActividades() {
        String id = enSegmento("s" + UUID.randomUUID(), "Con historia");
        IntStream.rangeClosed(1, 6)
                .forEach(day -> crm.post(
                                CLIENTES + "/" + id + "/actividades",
                                "{\"tipo\":\"nota\",\"titulo\":\"%d\",\"fecha\":\"2026-11-0%dT10:00:00\"}"
                                        .formatted(day, day))
                        .status(201));
        crm.get(CLIENTES + "/" + id)
                .has("/actividades_recientes/0/titulo", "6")
                .has("/actividades_recientes/4/titulo", "2")
                .lacks("/actividades_recientes/5");
        var listed = crm.get(CLIENTES + "?segmento="
                + crm.get(CLIENTES + "/" + id).at("/segmento").asString());
        listed.has("/clientes/0/actividades_recientes/0/titulo", "6").lacks("/clientes/0/actividades_recientes/3");
    }

    @Test
    void othersAreToldWhatChangedAndOnlyThat() {
        String id = crm.unCliente();
        crm.put(CLIENTES + "/" + id, "{\"estado\":\"activo\"}").status(200);
        crm.put(CLIENTES + "/" + id, "{\"estado\":\"activo\"}").status(200);
        crm.put(CLIENTES + "/" + id, "{\"email\":\"malo\"}").status(422);
        crm.send("DELETE", CLIENTES + "/" + id, "").status(204);
        assertThat(jdbc.sql(
                                "select type || ' ' || aggregate_version from event_log where aggregate_id = ? order by seq")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .list())
                .containsExactly(
                        "es.crmfactura.ClienteCreado.v1 0",
                        "es.crmfactura.ClienteActualizado.v1 1",
                        "es.crmfactura.ClienteEliminado.v1 2");
    }

    private String cliente(String nombre, @Nullable String email, @Nullable String cifNif) {
        return crm.post(CLIENTES, json(nombre, email, cifNif))
                .status(201)
                .at("/id")
                .asString();
    }

    private String enSegmento(String segmento, String nombre) {
        return crm.post(CLIENTES, "{\"nombre_completo\":\"%s\",\"segmento\":\"%s\"}".formatted(nombre, segmento))
                .status(201)
                .at("/id")
                .asString();
    }

    private static String json(String nombre, @Nullable String email, @Nullable String cifNif) {
        return "{\"nombre_completo\":\"%s\",\"email\":%s,\"cif_nif\":%s}"
                .formatted(nombre, quoted(email), quoted(cifNif));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static String email() {
        return "m" + UUID.randomUUID() + "@example.org";
    }

    private static String cifNif() {
        return ("T" + UUID.randomUUID()).substring(0, 12).toUpperCase(Locale.ROOT);
    }

    private long clientes() {
        return jdbc.sql("select count(*) from cliente").query(Long.class).single();
    }
}
