package es.crmfactura.factura.remision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import es.crmfactura.factura.remision.AgenciaDePrueba.Modo;
import es.crmfactura.factura.remision.AgenciaDePrueba.Recibido;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.verifactu.Alta;
import es.crmfactura.factura.verifactu.Esquemas;
import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.factura.verifactu.Registros.Textos;
import es.crmfactura.web.Pagina;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EntornoDeRemision.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "crmfactura.verifactu.primera-fecha=2024-10-28")
class RemisionTest {

    private static final Duration MINUTO = Duration.ofSeconds(60);

    @Autowired
    private Registros registros;

    @Autowired
    private ColaDeRegistros cola;

    @Autowired
    private Desenlaces desenlaces;

    @Autowired
    private RemisionReadModel remision;

    @Autowired
    private Subsanaciones subsanaciones;

    @Autowired
    private RelojDePrueba reloj;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaccion;

    @Autowired
    private MeterRegistry metrics;

    private AgenciaDePrueba agencia;
    private Remitente remitente;

    @BeforeAll
    static void theSchemasAreRead() {
        Esquemas.estan();
    }

    @BeforeEach
    void anAgencyThatKnowsNothing() throws IOException {
        agencia = new AgenciaDePrueba();
        remitente = otroRemitente();
        jdbc.sql("insert into serie values ('FAC', 2026, 0, '2026-01-01') on conflict do nothing")
                .update();
    }

    private Remitente otroRemitente() {
        return remitenteQueEspera(Duration.ofSeconds(20));
    }

    private Remitente remitenteQueEspera(Duration respuesta) {
        return new Remitente(cola, desenlaces, Agencia.de(settings(respuesta), new DefaultSslBundleRegistry()));
    }

    private RemisionProperties settings(Duration respuesta) {
        return new RemisionProperties(
                agencia.url(),
                null,
                Duration.ofMillis(20),
                MINUTO,
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                respuesta,
                Duration.ofMinutes(4));
    }

    /** Nothing is left that waits. */
    @AfterEach
    void everythingIsAnswered() throws Exception {
        agencia.suelta();
        agencia.noEncuentraNada();
        agencia.esta(Modo.RESPONDE);
        remitente = otroRemitente();
        for (int i = 0; i < 5; i++) {
            reloj.pasan(Duration.ofHours(2));
            remitente.remitir();
        }
        agencia.close();
        assertThat(remision.pendientes().pendientes()).isZero();
    }

    @Test
    void recordsAreSentInTheOrderOfTheirChainAndAreThenKnown() throws Exception {
        String una = emitir();
        String otra = emitir();
        anular(una);
        assertThat(remision.pendientes().pendientes()).isEqualTo(3);
        assertThat(remitente.remitir()).isTrue();
        assertThat(agencia.ultimo().nif()).isEqualTo("B99999997");
        assertThat(agencia.ultimo().incidencia()).isFalse();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::tipo, Recibido::numero, Recibido::xml)
                .containsExactly(tuple("Alta", una, ""), tuple("Alta", otra, ""), tuple("Anulacion", una, ""));
        assertThat(ultimos(3)).allSatisfy(registro -> {
            assertThat(registro.estado()).isEqualTo(EstadoDeRegistro.aceptado);
            assertThat(registro.csv()).isEqualTo("A-PRUEBA-1");
            assertThat(registro.intentos()).isEqualTo(1);
        });
        assertThat(remision.estado().pendientes()).isZero();
        assertThat(remitente.remitir()).isFalse();
    }

    @Test
    void betweenTwoMessagesItWaitsAsLongAsTheAgencyAsks() throws Exception {
        agencia.pide(90);
        emitir();
        remitente.remitir();
        emitir();
        reloj.pasan(Duration.ofSeconds(89));
        assertThat(remitente.remitir()).isFalse();
        assertThat(remision.estado().proximoEnvio()).isNull();
        reloj.pasan(Duration.ofSeconds(1));
        assertThat(remitente.remitir()).isTrue();
        assertThat(agencia.ultimo().registros()).hasSize(1);
    }

    @Test
    void aFullMessageDoesNotWaitAndTheRestDoes() throws Exception {
        emitir(2001);
        assertThat(remitente.remitir()).isTrue();
        assertThat(remitente.remitir()).isTrue();
        assertThat(remitente.remitir()).isFalse();
        assertThat(agencia.mensajes())
                .extracting(mensaje -> mensaje.registros().size())
                .containsExactly(1000, 1000);
        assertThat(remision.pendientes().pendientes()).isEqualTo(1);
        reloj.pasan(MINUTO);
        assertThat(remitente.remitir()).isTrue();
        assertThat(remision.pendientes().pendientes()).isZero();
    }

    @Test
    void whatWasRefusedIsPutRightByAnotherRecordAndKeepsNobodyWaiting() throws Exception {
        long antes = remision.estado().rechazados();
        String mala = emitir();
        String buena = emitir();
        agencia.encuentra(1239, mala);
        remitente.remitir();
        RegistroVista rechazado = de(mala);
        assertThat(rechazado.estado()).isEqualTo(EstadoDeRegistro.rechazado);
        assertThat(rechazado.codigoError()).isEqualTo(1239);
        assertThat(rechazado.descripcionError()).isEqualTo("Error 1239");
        assertThat(de(buena).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(remision.estado().rechazados()).isEqualTo(antes + 1);

        agencia.noEncuentraNada();
        long nuevo = subsanaciones.subsanar(rechazado.id(), new Textos(null, "BAR MANOLO SL"));
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::numero, Recibido::xml)
                .containsExactly(tuple(mala, "Subsanacion=S RechazoPrevio=X"));
        assertThat(de(mala).id()).isEqualTo(nuevo);
        assertThat(de(mala).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(remision.conId(rechazado.id())).hasValueSatisfying(viejo -> {
            assertThat(viejo.subsanadoPor()).isEqualTo(nuevo);
            assertThat(viejo.estado()).isEqualTo(EstadoDeRegistro.rechazado);
        });
        assertThat(remision.estado().rechazados()).isEqualTo(antes);
        assertThatThrownBy(() -> subsanaciones.subsanar(rechazado.id(), new Textos(null, null)))
                .isInstanceOf(SubsanacionNoPermitidaException.class);
    }

    @Test
    void ofTwoWhoPutTheSameRecordRightAtOnceOneDoes() throws Exception {
        String numero = emitir();
        agencia.encuentra(1239, numero);
        remitente.remitir();
        long malo = de(numero).id();
        List<CompletableFuture<Boolean>> ambos = transaccion.execute(tx -> {
            // both are kept waiting in the middle
            jdbc.sql("select id from verifactu_cadena for update").query().listOfRows();
            var enMarcha = List.of(subsanarAparte(malo), subsanarAparte(malo));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> esperanPorUnBloqueo() >= 2);
            return enMarcha;
        });
        assertThat(ambos).extracting(CompletableFuture::join).containsExactlyInAnyOrder(true, false);
        assertThat(de(numero).subsana()).isEqualTo(malo);
    }

    /** @return whether it was put right; not if it was refused in plain words */
    private CompletableFuture<Boolean> subsanarAparte(long malo) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                subsanaciones.subsanar(malo, new Textos(null, null));
                return true;
            } catch (SubsanacionNoPermitidaException e) {
                return false;
            }
        });
    }

    private long esperanPorUnBloqueo() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasTakenWithErrorsIsPutRightAsKnownAlsoAfterARefusal() throws Exception {
        long antes = remision.estado().aceptadosConErrores();
        String numero = emitir();
        agencia.encuentra(2005, numero);
        remitente.remitir();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado_con_errores);
        assertThat(remision.estado().aceptadosConErrores()).isEqualTo(antes + 1);

        agencia.encuentra(1100, numero);
        subsanaciones.subsanar(de(numero).id(), new Textos("Otra cosa", null));
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros()).extracting(Recibido::xml).containsExactly("Subsanacion=S");
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.rechazado);

        subsanaciones.subsanar(de(numero).id(), new Textos(null, null));
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::xml)
                .containsExactly("Subsanacion=S RechazoPrevio=S");
    }

    @Test
    void whoIsCancelledAfterARefusalIsCancelledAsUnknown() throws Exception {
        String numero = emitir();
        agencia.encuentra(1100, numero);
        remitente.remitir();
        anular(numero);
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::tipo, Recibido::xml)
                .containsExactly(tuple("Anulacion", "SinRegistroPrevio=S"));
    }

    @Test
    void aCancellationThatWasRefusedIsSentAnew() throws Exception {
        String numero = emitir();
        remitente.remitir();
        anular(numero);
        agencia.encuentra(1100, numero);
        reloj.pasan(MINUTO);
        remitente.remitir();
        subsanaciones.subsanar(de(numero).id(), new Textos(null, null));
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::tipo, Recibido::xml)
                .containsExactly(tuple("Anulacion", "RechazoPrevio=S"));
    }

    @Test
    void aServiceThatDoesNotAnswerIsTriedAgainLessAndLessOftenAndThenToldThatItIsLate() throws Exception {
        String numero = emitir();
        agencia.retiene();
        remitente = remitenteQueEspera(Duration.ofMillis(200));
        remitente.remitir();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.enviado);
        assertThat(remision.estado().ultimoError()).contains("no ha respondido");
        assertThatThrownBy(() -> subsanaciones.subsanar(de(numero).id(), new Textos(null, null)))
                .hasMessageContaining("todavía no ha respondido");
        for (int minutos : new int[] {1, 2, 4}) {
            reloj.pasan(Duration.ofMinutes(minutos).minusSeconds(1));
            assertThat(remitente.remitir()).as("before %d minutes", minutos).isFalse();
            reloj.pasan(Duration.ofSeconds(1));
            assertThat(remitente.remitir()).isTrue();
        }
        agencia.suelta();
        remitente = otroRemitente();
        reloj.pasan(Duration.ofMinutes(8));
        remitente.remitir();
        assertThat(agencia.ultimo().incidencia()).isTrue();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(de(numero).intentos()).isEqualTo(5);
        assertThat(remision.estado().ultimoError()).isNull();
    }

    @Test
    void whatTheAgencyTookBeforeItsAnswerWasLostIsKnownAsADuplicate() throws Exception {
        String bien = emitir();
        String conErrores = emitir();
        agencia.encuentra(2000, conErrores);
        agencia.esta(Modo.CALLA_DESPUES_DE_TOMARLOS);
        remitente.remitir();
        agencia.esta(Modo.RESPONDE);
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(de(bien).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(de(bien).duplicado()).isTrue();
        assertThat(de(bien).csv()).isNull();
        assertThat(de(conErrores).estado()).isEqualTo(EstadoDeRegistro.aceptado_con_errores);
    }

    @ParameterizedTest
    @EnumSource(
            value = Modo.class,
            names = {"CULPA_DEL_MENSAJE", "NO_DEJA_ENTRAR"})
    void whatWasCertainlyNotTakenWaitsAsBefore(Modo modo) throws Exception {
        String numero = emitir();
        agencia.esta(modo);
        remitente.remitir();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.pendiente);
        assertThat(remision.estado().ultimoError()).isNotBlank();
        assertThat(remision.estado().pendientes()).isEqualTo(1);
    }

    @Test
    void aRecordForWhichTheWholeMessageIsRefusedIsFoundAndRefusedAlone() throws Exception {
        List<String> numeros = emitir(9);
        String mala = numeros.get(6);
        agencia.noEntiende(mala);
        int enviados = 0;
        while (de(mala).estado() != EstadoDeRegistro.rechazado) {
            assertThat(remitente.remitir()).isTrue();
            assertThat(++enviados).isLessThan(10);
            reloj.pasan(MINUTO);
        }
        assertThat(agencia.mensajes())
                .extracting(mensaje -> mensaje.registros().size())
                .containsExactly(9, 4, 2, 1);
        assertThat(de(mala).codigoError()).isEqualTo(4102);
        assertThat(de(mala).descripcionError()).isEqualTo("Codigo[4102].El XML no cumple el esquema.");
        assertThat(de(numeros.get(8)).estado()).isEqualTo(EstadoDeRegistro.pendiente);

        remitente.remitir();
        assertThat(agencia.ultimo().numeros()).containsExactly(numeros.get(7), numeros.get(8));
        assertThat(numeros).filteredOn(numero -> !numero.equals(mala)).allSatisfy(numero -> {
            assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado);
            assertThat(de(numero).duplicado()).isFalse();
        });
        assertThat(remision.estado().ultimoError()).isNull();

        agencia.noEncuentraNada();
        subsanaciones.subsanar(de(mala).id(), new Textos(null, null));
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().registros())
                .extracting(Recibido::xml)
                .containsExactly("Subsanacion=S RechazoPrevio=X");
    }

    @Test
    void whereEachRecordIsRefusedSoFewAreBeforeSomebodyLooks() throws Exception {
        List<String> numeros = emitir(20);
        numeros.forEach(agencia::noEntiende);
        for (int i = 0; i < 60; i++) {
            remitente.remitir();
            reloj.pasan(MINUTO);
        }
        assertThat(numeros)
                .as("refused within an hour")
                .filteredOn(numero -> de(numero).estado() == EstadoDeRegistro.rechazado)
                .hasSizeBetween(1, 5);
    }

    @Test
    void aFaultOfTheServiceLeavesOpenWhatBecameOfTheRecords() throws Exception {
        String numero = emitir();
        agencia.esta(Modo.CULPA_DEL_SERVICIO);
        remitente.remitir();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.enviado);
        assertThat(remision.estado().ultimoError()).isEqualTo("Codigo[20009].Error interno.");
    }

    @Test
    void nobodyThere() throws Exception {
        String numero = emitir();
        agencia.close();
        remitente.remitir();
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.pendiente);
        agencia = new AgenciaDePrueba();
        remitente = otroRemitente();
    }

    @Test
    void whatAnAnswerForgetsIsSentAgainAndNothingElse() throws Exception {
        String una = emitir();
        String olvidada = emitir();
        agencia.esta(Modo.OLVIDA_UNO);
        remitente.remitir();
        assertThat(de(una).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(de(olvidada).estado()).isEqualTo(EstadoDeRegistro.enviado);
        assertThat(remision.estado().ultimoError()).contains("nada de 1 registros");
        String nueva = emitir();
        agencia.esta(Modo.RESPONDE);
        reloj.pasan(MINUTO);
        remitente.remitir();
        assertThat(agencia.ultimo().numeros()).containsExactly(olvidada, nueva);
        assertThat(agencia.ultimo().incidencia()).isTrue();
    }

    @Test
    void whoDiesBetweenSendingAndNotingIsFollowedByAnotherWhenItsTurnIsOver() throws Exception {
        String numero = emitir();
        Lote perdido = cola.tomar().orElseThrow();
        Agencia.de(settings(MINUTO), new DefaultSslBundleRegistry()).enviar(Mensaje.de(perdido));
        // and here it is killed
        reloj.pasan(Duration.ofSeconds(139));
        assertThat(remitente.remitir()).as("it may be alive still").isFalse();
        reloj.pasan(Duration.ofSeconds(2));
        assertThat(remitente.remitir()).isTrue();
        assertThat(agencia.mensajes())
                .extracting(AgenciaDePrueba.Recibidos::numeros)
                .containsOnly(List.of(numero));
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(de(numero).duplicado()).isTrue();
        // it was not dead but slow: what it notes now changes nothing
        desenlaces.fallar(perdido, RemisionFallidaException.sinEfecto("tarde", null));
        assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado);
        assertThat(remision.estado().ultimoError()).isNull();
    }

    @Test
    void ofSeveralInstancesOneSends() throws Exception {
        emitir();
        agencia.retiene();
        var uno = CompletableFuture.supplyAsync(() -> {
            try {
                return remitente.remitir();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        agencia.esperaUnMensaje();
        String otra = emitir();
        assertThat(otroRemitente().remitir()).isFalse();
        agencia.suelta();
        assertThat(uno.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agencia.mensajes()).hasSize(1);
        assertThat(de(otra).estado()).isEqualTo(EstadoDeRegistro.pendiente);
    }

    @Test
    void whatCouldNotBeSentWhenItWasMadeIsSentAsLate() throws Exception {
        emitir();
        assertThat(metrics.get("verifactu.pending").gauge().value()).isEqualTo(1);
        reloj.pasan(Duration.ofMinutes(5));
        assertThat(metrics.get("verifactu.pending.age").gauge().value()).isEqualTo(300);
        remitente.remitir();
        assertThat(agencia.ultimo().incidencia()).isTrue();
    }

    @Test
    void itIsSentByItselfFromStartToStop() {
        var periodica = new RemisionPeriodica(cola, desenlaces, settings(MINUTO), new DefaultSslBundleRegistry());
        periodica.start();
        try {
            String numero = emitir();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(de(numero).estado()).isEqualTo(EstadoDeRegistro.aceptado));
        } finally {
            periodica.stop();
        }
        assertThat(periodica.isRunning()).isFalse();
    }

    @Test
    void recordsAreListedByWhatBecameOfThem() throws Exception {
        String mala = emitir();
        agencia.encuentra(1100, mala);
        remitente.remitir();
        String nueva = emitir();
        var pagina = new Pagina(0, 1);
        assertThat(remision.lista(EstadoDeRegistro.pendiente, pagina))
                .extracting(RegistroVista::numero)
                .containsExactly(nueva);
        assertThat(remision.lista(EstadoDeRegistro.rechazado, pagina))
                .extracting(RegistroVista::numero)
                .containsExactly(mala);
        assertThat(remision.lista(null, pagina))
                .extracting(RegistroVista::numero)
                .containsExactly(nueva);
        assertThat(remision.total(EstadoDeRegistro.pendiente)).isEqualTo(1);
        subsanaciones.subsanar(de(mala).id(), new Textos(null, null));
    }

    private String emitir() {
        return emitir(1).get(0);
    }

    /** Invoices of 121.00 with their records. @return their numbers */
    private List<String> emitir(int cuantas) {
        return transaccion.execute(tx -> {
            List<Alta> altas = new ArrayList<>();
            Map<UUID, String> numeros = new HashMap<>();
            IntStream.range(0, cuantas).forEach(i -> {
                UUID id = UUID.randomUUID();
                numeros.put(id, insertar(id));
                altas.add(alta(id));
            });
            registros.darDeAlta(altas, numeros);
            return altas.stream().map(alta -> numeros.get(alta.facturaId())).toList();
        });
    }

    private String insertar(UUID id) {
        return jdbc.sql("""
                        with numero as (update serie set ultimo = ultimo + 1 where serie = 'FAC' returning ultimo)
                        insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_nombre,
                          cliente_cif_nif, emisor, base_imponible, cuota_iva, total)
                        select ?, 'FAC', 'F1', 2026, ultimo, '2026-11-25', '2026-12-25', now(), 'Bar Manolo',
                          'B12345674', '{"nif": "B99999997", "nombre": "Empresa de Demostración S.L."}', 100, 21, 121
                        from numero returning numero""").param(id).query(String.class).single();
    }

    private static Alta alta(UUID id) {
        return new Alta(
                id,
                "F1",
                LocalDate.of(2026, 11, 25),
                null,
                "Servicio",
                new Alta.Persona("Bar Manolo", "B12345674"),
                List.of(new Alta.Impuesto(
                        null, new BigDecimal(21), importe("100"), importe("21"), BigDecimal.ZERO, Importe.CERO)),
                null,
                List.of());
    }

    private static Importe importe(String euros) {
        return new Importe(new BigDecimal(euros));
    }

    private void anular(String numero) {
        transaccion.executeWithoutResult(tx -> {
            UUID id = jdbc.sql(
                            "update factura set anulada_en = now(), motivo_anulacion = 'Error' where numero = ? returning id")
                    .param(numero)
                    .query(UUID.class)
                    .single();
            registros.anular(id);
        });
    }

    /** The last record of an invoice. */
    private RegistroVista de(String numero) {
        return remision.lista(null, new Pagina(0, 100)).stream()
                .filter(registro -> registro.numero().equals(numero))
                .findFirst()
                .orElseThrow();
    }

    private List<RegistroVista> ultimos(int cuantos) {
        return remision.lista(null, new Pagina(0, cuantos));
    }
}
