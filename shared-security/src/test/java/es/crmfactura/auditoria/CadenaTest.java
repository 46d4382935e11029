package es.crmfactura.auditoria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the chain is for: somebody who can do anything in the database has done something to the log. */
class CadenaTest {

    private final JdbcClient app = LoggedSchema.as("crm_app");
    private final AuditoriaReadModel auditoria = new AuditoriaReadModel(app, JsonMapper.shared());

    @BeforeEach
    void sixEntriesAreSealed() {
        LoggedSchema.empty();
        app.sql("insert into nota values ('a'), ('b')").update();
        app.sql("update nota set texto = 'uno', veces = 1").update();
        app.sql("insert into nota select e'ñ:1,\\\\', set_config('crmfactura.traza', 'ab12', true)"
                        + " || set_config('crmfactura.quien', e'Peña \"é\"\\n😀', true)")
                .update();
        app.sql("delete from nota where id = 'a'").update();
        LoggedSchema.seal();
    }

    @Test
    void whatNobodyHasTouchedIsWhole() {
        Cadena cadena = auditoria.verificar();

        assertThat(cadena.integra()).isTrue();
        assertThat(cadena.primeraRota()).isNull();
        assertThat(cadena.entradas()).isEqualTo(6);
        assertThat(cadena.posicion()).isEqualTo(6);
        assertThat(cadena.huella())
                .isEqualTo(app.sql("select encode(huella, 'hex') from auditoria where posicion = 6")
                        .query(String.class)
                        .single());
        assertThat(cadena.pendientes()).isZero();
    }

    @Test
    void whatWaitsToBeSealedIsCounted() {
        app.sql("insert into nota values ('c')").update();
        assertThat(auditoria.verificar())
                .extracting(Cadena::integra, Cadena::entradas, Cadena::pendientes)
                .containsExactly(true, 6L, 1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update auditoria set quien = 'otro' where posicion = 3 | 3
            update auditoria set rol_bd = 'otro' where posicion = 3 | 3
            update auditoria set cuando = cuando + interval '1 microsecond' where posicion = 3 | 3
            update auditoria set traza = null where posicion = 5 | 5
            update auditoria set traza = '' where posicion = 3 | 3
            update auditoria set tabla = 'cliente' where posicion = 3 | 3
            update auditoria set operacion = 'baja' where posicion = 3 | 3
            update auditoria set registro = 'z' where posicion = 3 | 3
            update auditoria set columnas = '{"texto,veces"}' where posicion = 3 | 3
            update auditoria set columnas = '{null}' where posicion = 3 | 3
            update auditoria set entrada = 99 where posicion = 3 | 3
            delete from auditoria where posicion = 1 | 1
            delete from auditoria where posicion = 3 | 3
            delete from auditoria where posicion = 6 | 6
            delete from auditoria | 1
            update auditoria set posicion = 9 where posicion = 6 | 6
            update auditoria_cabeza set huella = sha256('x') | 6
            update auditoria_cabeza set posicion = 5 | 6
            delete from auditoria where posicion = 6; update auditoria_cabeza set posicion = 5 | 5
            """)
    void whoeverChangesIt(String sql, long primeraRota) {
        LoggedSchema.tamper(sql);

        Cadena cadena = auditoria.verificar();

        assertThat(cadena.integra()).isFalse();
        assertThat(cadena.primeraRota()).isEqualTo(primeraRota);
    }

    @Test
    void twoEntriesThatHaveChangedPlaces() {
        LoggedSchema.tamper("""
                update auditoria set posicion = 100 where posicion = 3; update auditoria set posicion = 3 where posicion = 4;
                update auditoria set posicion = 4 where posicion = 100""");
        assertThat(auditoria.verificar().primeraRota()).isEqualTo(3);
    }

    @Test
    void anEntryWithAHuellaThatIsRightIsGivenAwayByTheNextOne() {
        LoggedSchema.tamper("""
                update auditoria set quien = 'otro', huella = sha256(huella_anterior || convert_to(texto_de_auditoria(
                  row(entrada, cuando, 'otro', rol_bd, traza, tabla, operacion, registro, columnas)), 'UTF8'))
                where posicion = 3""");
        assertThat(auditoria.verificar().primeraRota()).isEqualTo(4);
    }

    @Test
    void anEntryThatWasAddedAtTheEnd() {
        LoggedSchema.tamper("""
                insert into auditoria
                select 7, 99, cuando, 'otro', rol_bd, traza, tabla, operacion, registro, columnas, huella,
                  sha256(huella || convert_to(texto_de_auditoria(
                    row(99, cuando, 'otro', rol_bd, traza, tabla, operacion, registro, columnas)), 'UTF8'))
                from auditoria where posicion = 6""");
        assertThat(auditoria.verificar().primeraRota()).isEqualTo(7);
    }

    @Test
    void severalWhoSealAtOnceSealEachEntryOnce() {
        Runnable writer = () -> app.sql("insert into nota select gen_random_uuid() from generate_series(1, 20)")
                .update();
        Runnable sealer = () -> app.sql("select sellar_auditoria(30)").query(row -> {});
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture.allOf(Stream.of(writer, writer, writer, writer, sealer, sealer, sealer)
                            .map(deed -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, 25).forEach(i -> deed.run()), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
        LoggedSchema.seal();

        assertThat(auditoria.verificar())
                .extracting(Cadena::integra, Cadena::entradas, Cadena::pendientes)
                .containsExactly(true, 2006L, 0L);
    }
}
