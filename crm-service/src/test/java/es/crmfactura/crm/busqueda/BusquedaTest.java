package es.crmfactura.crm.busqueda;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CompanyFields;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CrmTest
class BusquedaTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** Who is looked for here is not found by another test. */
    private final String segmento = "s" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "muñoz",
                "MUNOZ talleres",
                "hijos, munoz",
                "uñoz",
                "info@talleres-munoz",
                "b12345674x",
                "B-12.345.674-X",
                "611 223 344",
                "+34 611223344",
                "0034611223344",
                "lucía béjar",
                "lucia talleres",
                "t",
                // mistyped
                "munos",
                "tallres munoz",
                "bejra lucia"
            })
    void aClientIsFoundByWhateverIsKnownOfIt(String texto) {
        String id = crm.post(CLIENTES, """
                        {"nombre_completo": "Talleres Muñoz", "razon_social": "Hijos de Muñoz, S.L.", "segmento": "%s",
                         "email": "%s", "cif_nif": "B12345674X",
                         "contactos": [{"tipo": "movil", "valor": "+34 611-22-33-44", "nombre": "Lucía Béjar"}]}""".formatted(segmento, "info@talleres-munoz" + UUID.randomUUID() + ".es"))
                .status(201)
                .at("/id")
                .asString();
        try {
            assertThat(buscar(texto)).containsExactly(id);
            assertThat(buscar(texto + " xilofonista")).isEmpty();
        } finally {
            crm.send("DELETE", CLIENTES + "/" + id, "").status(204);
        }
    }

    @Test
    void amongWordsWithTwoMistakesOneWhoseLettersChangedPlacesIsMeant() {
        for (String otra : List.of("Zubirigan", "Zubirira", "Zubirice")) {
            cliente("Bar " + otra);
        }
        String id = cliente("Bar Zubrica");

        assertThat(buscar("bar zubirca")).containsExactly(id);
    }

    @Test
    void theBestMatchComesFirst() {
        cliente("Autoescuela Zurbarán Norte");
        cliente("Zurbarán y Asociados");
        cliente("Zurbarán");
        cliente("Bar El Zurbaranés");

        assertThat(nombres("zurbaran"))
                .containsExactly("Zurbarán", "Zurbarán y Asociados", "Bar El Zurbaranés", "Autoescuela Zurbarán Norte");
    }

    @Test
    void aContactThatComesLaterIsFoundToo() {
        String id = cliente("Ferretería Olmo");
        crm.post(CLIENTES + "/" + id + "/contactos", """
                        {"tipo": "telefono", "valor": "922 000 777", "nombre": "Quiteria Olabarrieta"}""").status(201);

        assertThat(buscar("olabarrieta")).containsExactly(id);
        assertThat(buscar("922000777")).containsExactly(id);
    }

    @Test
    void aNameThatIsGoneLeavesNoWordBehind() {
        String raro = "Xq" + letras();
        String id = cliente(raro + " Pérez");
        String otro = cliente("Hermanos " + raro);
        assertThat(palabras(raro)).isEqualTo(1);

        crm.put(CLIENTES + "/" + id, "{\"nombre_completo\": \"Pérez\"}").status(200);
        assertThat(palabras(raro)).isEqualTo(1);
        crm.send("DELETE", CLIENTES + "/" + otro, "").status(204);

        assertThat(palabras(raro)).isZero();
        assertThat(palabras("Perez")).isEqualTo(1);
    }

    @Test
    void whatAClientHasInTextsAndOptionsOfItsOwnIsFoundAsLongAsItHasIt() {
        var fields = new CompanyFields(crm);
        String texto = fields.define("texto");
        String opcion = fields.define("opcion");
        String numero = fields.define("numero");
        String id = cliente("Con campos");
        String valores = "{\"campos\": {\"%s\": \"Avería en la pérgola\", \"%s\": \"azul vivo\", \"%s\": 8127}}"
                .formatted(texto, opcion, numero);
        crm.put(CLIENTES + "/" + id, valores).status(200);

        assertThat(buscar("pergola AVERIA")).containsExactly(id);
        assertThat(buscar("campos vivo")).containsExactly(id);
        assertThat(buscar("8127")).isEmpty();
        crm.put(CLIENTES + "/" + id, "{\"campos\": {\"%s\": null}}".formatted(texto))
                .status(200);
        assertThat(buscar("pergola")).isEmpty();
        crm.post(CLIENTES + "/" + id + "/contactos", "{\"tipo\": \"movil\", \"valor\": \"600100200\"}")
                .status(201);
        assertThat(buscar("vivo")).containsExactly(id);
        fields.removeAll();
        assertThat(buscar("vivo")).isEmpty();
    }

    @Test
    void whatLooksLikeAWildcardIsNone() {
        cliente("Cien por cien");

        assertThat(buscar("%")).isEmpty();
        assertThat(buscar("c__n")).isEmpty();
        assertThat(buscar("por\\")).isEmpty();
    }

    @Test
    void ofMoreThanAnyoneReadsTheBestAreFound() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            bazares();
            Hallazgos hallazgos = hallazgos("bazar");

            assertThat(hallazgos.clientes()).hasSize(200);
            assertThat(hallazgos.completos()).isFalse();
        });
    }

    @Test
    void amongVeryManyThoseWhoChangedLastAreFoundWhereTheWordsAreCommonAndAnyoneWhereTheyAreNot() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("update pg_class set reltuples = 1000000 where oid = 'crm.cliente'::regclass");
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                bazares();
                UUID primero = jdbc.sql(
                                "select id from cliente where segmento = :segmento order by fecha_creacion limit 1")
                        .param("segmento", segmento)
                        .query(UUID.class)
                        .single();

                for (String comunes : List.of("bazar", "bzar")) {
                    assertThat(hallazgos(comunes).clientes()).hasSize(200).doesNotContain(primero);
                    assertThat(hallazgos(comunes).completos()).isFalse();
                }
                jdbc.sql("delete from cliente where segmento = :segmento and nombre_completo ~ '[2-9]..$'")
                        .param("segmento", segmento)
                        .update();
                assertThat(hallazgos("bazar").clientes()).hasSize(200 - 1).contains(primero);
                assertThat(hallazgos("bazar primero").clientes()).containsExactly(primero);
                assertThat(hallazgos("bazar pirmero").clientes()).containsExactly(primero);
            });
            statement.execute("analyze crm.cliente");
        }
    }

    /** The first of them changed before all others. */
    private void bazares() {
        jdbc.sql("""
                insert into cliente (id, nombre_completo, tipo_cliente, estado, segmento, credito_disponible, fecha_creacion,
                  fecha_actualizacion, version)
                select gen_random_uuid(), 'Gran bazar ' || case n when 1 then 'primero' else n::text end, 'empresa', 'activo',
                  :segmento, 0, now() + n * interval '1 s', now() + n * interval '1 s', 0
                from generate_series(1, 600) n""").param("segmento", segmento).update();
    }

    private Hallazgos hallazgos(String texto) {
        return new Busqueda(jdbc, transaction)
                .buscar(texto, new Condicion().y("c.segmento = :segmento", "segmento", segmento));
    }

    @Test
    void noSearchReadsAllClients() {
        String plan = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("select set_config('enable_seqscan', 'off', true)").query().singleRow();
            return String.join("\n", jdbc.sql("""
                            explain select id from cliente c
                            where c.busqueda like any (patrones(array['munoz'])) and c.busqueda like any (patrones(array['sl']))
                            limit 500""").query(String.class).list());
        });

        assertThat(plan).contains("cliente_busqueda").doesNotContain("Seq Scan");
    }

    private List<String> buscar(String texto) {
        return lista(texto, "/id");
    }

    private List<String> nombres(String texto) {
        return lista(texto, "/nombre_completo");
    }

    private List<String> lista(String texto, String campo) {
        return crm.get(CLIENTES + "?segmento=" + segmento + "&buscar="
                        + URLEncoder.encode(texto, StandardCharsets.UTF_8))
                .status(200)
                .at("/clientes")
                .valueStream()
                .map(cliente -> cliente.at(campo).asString())
                .toList();
    }

    private String cliente(String nombre) {
        return crm.post(CLIENTES, "{\"nombre_completo\": \"%s\", \"segmento\": \"%s\"}".formatted(nombre, segmento))
                .status(201)
                .at("/id")
                .asString();
    }

    private int palabras(String palabra) {
        return jdbc.sql("select count(distinct palabra) from palabra where palabra = sin_acentos(:palabra)")
                .param("palabra", palabra)
                .query(Integer.class)
                .single();
    }

    private static String letras() {
        return ThreadLocalRandom.current()
                .ints(12, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
