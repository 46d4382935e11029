package es.crmfactura.crm.importacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.ImportClient;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import es.crmfactura.web.ficheros.Cabecera;
import es.crmfactura.web.ficheros.Formato;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

@CrmTest
@Import(ImportClient.class)
class ImportacionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private ImportClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Progreso progreso;

    @Autowired
    private Lotes lotes;

    /** Marks the clients of one test. */
    private final String segmento = "s" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"UTF-8|;|UTF-8", "UTF-8|,|UTF-8", "windows-1252|;|windows-1252", "windows-1252|,|windows-1252"})
    void aFileIsReadAsItWasWritten(String escrito, String separador, String leido) {
        String csv = """
                "Razón social";NOMBRE;"CIF/NIF";"Correo electrónico";Segmento;Tipo;Notas;Crédito;Comercial
                "Muñoz e Hijos, S.L.; ""Los de siempre\""";Talleres Muñoz €;%1$s;%1$s@example.org;%2$s;Autónomo;"una
                dos; tres";"1.234,50 €";Lucía
                """.formatted(UUID.randomUUID().toString().substring(0, 18), segmento)
                .replace(";", separador);

        var importacion = crm.terminada(crm.enviar("tipo=clientes", csv, Charset.forName(escrito)));

        importacion
                .has("/codificacion", leido)
                .has("/separador", separador)
                .has("/filas", 1)
                .has("/creadas", 1)
                .has("/columnas_desconocidas", List.of("Comercial"));
        creados()
                .has("/total", 1)
                .has("/clientes/0/razon_social", "Muñoz e Hijos" + ", S.L.; \"Los de siempre\"".replace(";", separador))
                .has("/clientes/0/nombre_completo", "Talleres Muñoz €")
                .has("/clientes/0/tipo_cliente", "autonomo")
                .has("/clientes/0/estado", "prospecto")
                .has("/clientes/0/notas", "una\ndos" + separador + " tres")
                .hasAmount("/clientes/0/credito_disponible", "1234.50");
    }

    @Test
    void theMarkOfUtf8IsNoPartOfTheFirstName() {
        crm.importar("clientes", "\uFEFF\"nombre\";segmento\nÁngel;" + segmento)
                .has("/creadas", 1)
                .has("/columnas_desconocidas", List.of());
    }

    @Test
    void eachRefusedRowIsReportedAsItCameWithItsLineAndTheReason() {
        String csv = """
                nombre;segmento;email;estado;credito
                Ana;%1$s;;;
                "Eva
                María";%1$s;no-es-un-correo;;
                ;%1$s;;;3

                Leo;%1$s;;raro;1.500
                Luz;%1$s;;;1500,00;x
                =Pía;%1$s;;raro;
                Sol;%1$s;;;1.500,25
                """.formatted(segmento);

        var importacion = crm.importar("clientes", csv)
                .has("/filas", 7)
                .has("/creadas", 2)
                .has("/rechazadas", 5);

        creados().has("/total", 2);
        assertThat(crm.rechazadas(importacion))
                .startsWith("\uFEFFlinea;motivo;existente;nombre;segmento;email;estado;credito\r\n")
                .contains("\r\n3;email debe ser", ";;\"Eva\nMaría\";" + segmento + ";no-es-un-correo;;\r\n")
                .contains("\r\n5;nombre_completo no debe estar vacío;;;" + segmento)
                .contains("\r\n7;credito_disponible puede ser mil veces más o menos", ";raro;1.500\r\n")
                .contains("\r\n8;la fila tiene más celdas que la cabecera")
                .contains("\r\n9;", "estado tiene que ser uno de: ", ";'=Pía;");
    }

    @Test
    void whatHasBeenRefusedCanBeCorrectedInTheReportAndSentAgain() {
        var importacion = crm.importar("clientes", "nombre;segmento;estado\n=Pía;" + segmento + ";raro\n");
        String corregido = crm.rechazadas(importacion).replace(";raro", ";activo");

        crm.importar("clientes", corregido).has("/creadas", 1);

        creados().has("/clientes/0/nombre_completo", "=Pía");
    }

    @Test
    void theSameFileTwiceCreatesNothingASecondTime() {
        String csv = """
                nombre;segmento;email;cif
                Ana;%1$s;ana-%1$s@example.org;
                Eva;%1$s;;%2$s
                Leo;%1$s;;
                """.formatted(segmento, segmento.substring(0, 20));
        crm.importar("clientes", csv).has("/creadas", 3);

        crm.importar("clientes", csv).has("/creadas", 0).has("/sin_cambios", 3).has("/rechazadas", 0);

        creados().has("/total", 3);
        assertThat(anunciados()).isEqualTo(3);
    }

    @Test
    void whoIsThereWithOtherDataIsNotChangedButNamed() {
        String email = segmento + "@example.org";
        crm.importar("clientes", "nombre;segmento;email\nAna;%s;%s".formatted(segmento, email));
        String ana = creados().at("/clientes/0/id").asString();

        String otra = "nombre;segmento;email\nAna María;%s;%s".formatted(segmento, email.toUpperCase());
        var importacion = crm.importar("clientes", otra).has("/rechazadas", 1);

        assertThat(crm.rechazadas(importacion)).contains("2;ya existe, con otros datos;" + ana + ";Ana María");
        creados().has("/clientes/0/nombre_completo", "Ana");
    }

    @Test
    void anEnsayoFindsAllThatWouldHappenAndDoesNothing() {
        String csv = "nombre;segmento;email;estado\n" + clientes(600) + """
                Cliente 7;%1$s;c7-%1$s@example.org;
                Otro 8;%1$s;c8-%1$s@example.org;
                Otro 600;%1$s;c600-%1$s@example.org;
                Mal;%1$s;;raro
                """.formatted(segmento);

        var ensayo = crm.ensayar("clientes", csv)
                .has("/creadas", 600)
                .has("/sin_cambios", 1)
                .has("/rechazadas", 3);

        creados().has("/total", 0);
        assertThat(anunciados()).isZero();
        String informe = crm.rechazadas(ensayo);
        crm.importar("clientes", csv)
                .has("/creadas", 600)
                .has("/sin_cambios", 1)
                .has("/rechazadas", 3);
        assertThat(informe).contains("603;ya existe, con otros datos;;Otro 8", "604;ya existe", "605;estado tiene");
    }

    @Test
    void contactosFindTheirClientByWhateverNamesIt() {
        crm.importar("clientes", """
                código;nombre;segmento;email;cif
                %1$s-7;Ana;%1$s;ana-%1$s@example.org;%2$s
                """.formatted(segmento, segmento.substring(0, 20)));
        String ana = creados().at("/clientes/0/id").asString();
        String csv = """
                cliente_id;cif_nif;email;tipo;valor;nombre;principal
                %1$s;;;Teléfono;600 111 222;Ana;Sí
                %2$s-7;;;Móvil;'+34 600 333 444;;
                ;%3$s;;Dirección;Calle Mayor, 1;;no
                ;;ANA-%2$s@example.org;email;ana@example.org;;
                ;;ana-%2$s@example.org;email;ana@example.org;;
                ;;nadie-%2$s@example.org;email;ana@example.org;;
                %1$s;;;fax;1;;
                """.formatted(ana, segmento, segmento.substring(0, 20));

        var importacion = crm.importar("contactos", csv)
                .has("/creadas", 4)
                .has("/sin_cambios", 1)
                .has("/rechazadas", 2);

        assertThat(crm.rechazadas(importacion)).contains("no hay ningún cliente con ese", "tipo tiene que ser uno de");
        crm.get("/api/crm/clientes/" + ana + "/contactos")
                .has("/0/principal", true)
                .has("/1/valor", "+34 600 333 444")
                .has("/2/tipo", "direccion")
                .lacks("/4");
        crm.importar("contactos", csv).has("/creadas", 0).has("/sin_cambios", 5);
    }

    @Test
    void whatTheDatabaseCanNotKeepIsRefusedAloneAndTheOthersAreKept() {
        var importacion = crm.importar(
                        "clientes", "nombre;segmento\nAna;%1$s\nE\0va;%1$s\nLeo;%1$s".formatted(segmento))
                .has("/creadas", 2)
                .has("/rechazadas", 1);

        creados().has("/total", 2);
        assertThat(crm.rechazadas(importacion)).contains("\r\n3;algún valor no se puede guardar");
    }

    @Test
    void aKilledImportGoesOnAndNoRowIsLostOrDoneTwice() throws SQLException {
        try (Connection otro = bloquear("c700-" + segmento + "@example.org")) {
            var recibida = enviar(1_200);
            esperarEnElSegundoLote(recibida);

            matarAlQueEspera();
            otro.rollback();

            crm.terminada(recibida).has("/creadas", 1_200).has("/rechazadas", 0);
        }
        creados().has("/total", 1_200);
        assertThat(anunciados()).isEqualTo(1_200);
    }

    @Test
    void whoHasBeenOvertakenByAnotherInstanceDoesNothing() {
        var importacion = crm.importar("clientes", "nombre;segmento\nAna;" + segmento);
        String ana = creados().at("/clientes/0/id").asString();
        crm.send("DELETE", "/api/crm/clientes/" + ana, "").status(204);
        var rezagada = new Progreso.Pendiente(
                UUID.fromString(importacion.at("/id").asString()),
                Tipo.clientes,
                false,
                new Formato(StandardCharsets.UTF_8, ';'),
                new Cabecera(Tipo.clientes.columnas(), List.of("nombre", "segmento")),
                1,
                0);
        var filas =
                rezagada.formato().filas(progreso.contenido(rezagada)).skip(1).toList();

        assertThat(lotes.hacer(rezagada, 0, filas)).isFalse();

        creados().has("/total", 0);
    }

    @Test
    void anImportThatIsDeletedGoesNoFurther() throws SQLException {
        try (Connection otro = bloquear("c700-" + segmento + "@example.org")) {
            var recibida = enviar(1_200);
            esperarEnElSegundoLote(recibida);

            crm.send("DELETE", recibida.header("Location"), "").status(204);
            otro.rollback();

            crm.get(recibida.header("Location")).problem(404, "importacion_desconocida");
        }
        // comes after it
        crm.importar("clientes", "nombre;segmento\nÚltimo;" + segmento);
        creados().has("/total", 501);
        assertThat(anunciados()).isEqualTo(501);
    }

    @Test
    void whoIsCreatedMeanwhileByAnotherIsRefusedAlone() throws SQLException {
        try (Connection otro = bloquear("c700-" + segmento + "@example.org")) {
            var recibida = enviar(800);
            esperarEnElSegundoLote(recibida);

            otro.commit();

            var importacion = crm.terminada(recibida).has("/creadas", 799).has("/rechazadas", 1);
            assertThat(crm.rechazadas(importacion)).contains("701;ya existe, con otros datos;");
        }
    }

    @Test
    void aFileThatIsSentAgainWithItsKeyIsTheSameImport() {
        String csv = "nombre;segmento\nAna;" + segmento;
        String first = conClave(csv).status(202).at("/id").asString();

        conClave(csv).status(202).has("/id", first);
        conClave(csv + "\nEva;" + segmento).problem(422, "clave_reutilizada");
    }

    private Answer conClave(String csv) {
        return crm.upload(
                "/api/crm/importaciones?tipo=clientes&ensayo=true",
                "text/csv",
                csv.getBytes(StandardCharsets.UTF_8),
                "Idempotency-Key",
                segmento);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "   "})
    void anEmptyFileIsRefused(String csv) {
        crm.enviar("tipo=clientes", csv, StandardCharsets.UTF_8).status(422);
    }

    @Test
    void aFileThatCanNotBeImportedIsRefusedAtOnce() {
        var utf8 = StandardCharsets.UTF_8;
        crm.enviar("tipo=clientes", "apellido;segmento\nAna;x", utf8)
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "nombre_completo");
        crm.enviar("tipo=clientes", "nombre;cliente\nAna;Eva", utf8).problem(422, "campos_invalidos");
        crm.enviar("tipo=contactos", "tipo;valor\nemail;a@example.org", utf8)
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "cliente_id o cif_nif o cliente_email");
        crm.enviar("tipo=clientes", "nombre;notas\nAna;\"sin cerrar\nEva;", utf8)
                .problem(422, "fichero_ilegible");
        crm.enviar("tipo=otros", "nombre\nAna", utf8).problem(400, "parametro_desconocido");
        crm.post("/api/crm/importaciones?tipo=clientes", "{}").problem(415, "formato_no_admitido");
    }

    @Test
    void anImportIsListedUntilAWeekHasPassedSinceItsEnd() throws SQLException {
        var importacion = crm.importar("clientes", "nombre;segmento\nAna;" + segmento);
        String id = importacion.at("/id").asString();
        crm.get("/api/crm/importaciones?limit=1").has("/importaciones/0/id", id);

        try (Connection owner = TestDatabase.instance().connect("crm_owner");
                var statement = owner.createStatement()) {
            statement.execute(
                    "update crm.importacion set fecha_fin = now() - interval '169 hours' where id = '" + id + "'");
        }

        await().atMost(PATIENCE)
                .until(() -> crm.get("/api/crm/importaciones/" + id).response().statusCode() == 404);
        creados().has("/total", 1);
    }

    private Answer creados() {
        return crm.get("/api/crm/clientes?segmento=" + segmento).status(200);
    }

    /** How many events have told of the clients of this test. */
    private long anunciados() {
        return jdbc.sql("""
                        select count(*)
                        from event_log e
                        join cliente c on c.id = e.aggregate_id
                        where c.segmento = :segmento""").param("segmento", segmento).query(Long.class).single();
    }

    private Answer enviar(int filas) {
        return crm.enviar("tipo=clientes", "nombre;segmento;email;estado\n" + clientes(filas), StandardCharsets.UTF_8);
    }

    private String clientes(int cuantos) {
        return IntStream.rangeClosed(1, cuantos)
                .mapToObj(i -> "Cliente %1$d;%2$s;c%1$d-%2$s@example.org;\n".formatted(i, segmento))
                .collect(Collectors.joining());
    }

    /** Another request, which has just created a client with this email and has not committed yet. */
    private static Connection bloquear(String email) throws SQLException {
        Connection connection = TestDatabase.instance().connect("crm_app");
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                insert into crm.cliente (id, nombre_completo, tipo_cliente, email, estado, credito_disponible,
                  fecha_creacion, fecha_actualizacion, version)
                values (gen_random_uuid(), 'Otro', 'empresa', ?, 'activo', 0, now(), now(), 0)""")) {
            insert.setString(1, email);
            insert.executeUpdate();
        }
        return connection;
    }

    private void esperarEnElSegundoLote(Answer recibida) {
        await().atMost(PATIENCE).until(() -> esperando() == 1);
        crm.get(recibida.header("Location"))
                .has("/estado", "en_curso")
                .has("/filas_leidas", 500)
                .has("/creadas", 500);
        assertThat(crm.get(recibida.header("Location")).at("/porcentaje").asInt())
                .isBetween(40, 70);
    }

    private static final String ESPERAN = """
            from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into cliente%'""";

    private static int esperando() throws SQLException {
        return superuser("select count(*) " + ESPERAN);
    }

    private static void matarAlQueEspera() throws SQLException {
        assertThat(superuser("select count(*) filter (where pg_terminate_backend(pid)) " + ESPERAN))
                .isEqualTo(1);
    }

    private static int superuser(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
