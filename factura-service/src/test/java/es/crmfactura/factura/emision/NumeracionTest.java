package es.crmfactura.factura.emision;

import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.messaging.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@FacturaTest
class NumeracionTest {

    private static final int THREADS = 16;
    private static final int TRIES = 400;

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EmisionDeFacturas emision;

    @Autowired
    private Facturas facturas;

    @Autowired
    private EventLog eventos;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JsonMapper json;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void manyAtOnceGetNumbersWithoutGapsInTheOrderInWhichOthersAreTold() throws InterruptedException {
        int ejercicio = unEjercicio();
        String fecha = "'fecha':'%d-01-01',".formatted(ejercicio);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CompletableFuture.allOf(IntStream.range(0, TRIES)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> attempt(i, fecha), threads))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
        threads.shutdown();
        List<String> expected = IntStream.rangeClosed(1, TRIES * 8 / 10)
                .mapToObj(i -> "FAC-%d-%06d".formatted(ejercicio, i))
                .toList();
        assertThat(told(ejercicio)).isEqualTo(expected);
        assertThat(issued(ejercicio)).isEqualTo(expected);
    }

    @Test
    void inAGroupTheNumbersFollowTheDatesAndWhatComesTooLateIsRefusedAlone() {
        int ejercicio = unEjercicio();
        Factura despues = unaFactura("'fecha':'%d-03-02',".formatted(ejercicio));
        Factura antes = unaFactura("'fecha':'%d-03-01',".formatted(ejercicio));
        assertThat(numeros(despues, antes))
                .containsEntry(antes.id(), "FAC-%d-000001".formatted(ejercicio))
                .containsEntry(despues.id(), "FAC-%d-000002".formatted(ejercicio));
        Factura tarde = unaFactura("'fecha':'%d-03-01',".formatted(ejercicio));
        Factura aTiempo = unaFactura("'fecha':'%d-03-02',".formatted(ejercicio));
        assertThat(numeros(tarde, aTiempo))
                .containsOnlyKeys(aTiempo.id())
                .containsValue("FAC-%d-000003".formatted(ejercicio));
    }

    @Test
    void theMillionthOfAYearHasANumberOfItsOwn() {
        int ejercicio = unEjercicio();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql(
                            "insert into serie (serie, ejercicio, ultimo, ultima_fecha) values ('FAC', ?, 99999, make_date(?, 1, 1))")
                    .params(ejercicio, ejercicio)
                    .update();
            assertThat(numeroDeUna(ejercicio)).isEqualTo("FAC-%d-100000".formatted(ejercicio));
            jdbc.sql("update serie set ultimo = 999999 where serie = 'FAC' and ejercicio = ?")
                    .param(ejercicio)
                    .update();
            assertThat(numeroDeUna(ejercicio)).isEqualTo("FAC-%d-1000000".formatted(ejercicio));
        });
    }

    private String numeroDeUna(int ejercicio) {
        Factura factura = unaFactura("'fecha':'%d-01-02',".formatted(ejercicio));
        return Objects.requireNonNull(facturas.emitir(List.of(factura)).get(factura.id()));
    }

    @Test
    void othersAreToldInTheOrderOfTheNumbersAlsoWhereDatesMeetInAGroup() {
        int ejercicio = unEjercicio();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CompletableFuture.allOf(IntStream.range(0, TRIES)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> emitirSiNoEsTarde("'fecha':'%d-01-%02d',".formatted(ejercicio, 1 + i / 16)),
                                threads))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
        threads.shutdown();
        assertThat(issued(ejercicio)).isNotEmpty().isEqualTo(told(ejercicio));
    }

    private void emitirSiNoEsTarde(String fecha) {
        try {
            emision.emitir(json.readValue(factura(fecha, item("100", 21)), NuevaFactura.class));
        } catch (FechaAnteriorException e) {
            // others were quicker with the next day
        }
    }

    private Map<UUID, String> numeros(Factura... pedidas) {
        return Objects.requireNonNull(transaction.execute(status -> facturas.emitir(List.of(pedidas))));
    }

    /** Of ten, eight are issued, one is refused, and one fails when its number and its event were already written. */
    private void attempt(int i, String fecha) {
        switch (i % 10) {
            case 3 -> shop.emitir(fecha + "'total':1,", item("100", 21)).status(422);
            case 7 -> issuedAndUndone(fecha);
            default -> shop.emitir(fecha, item("100", 21)).status(201);
        }
    }

    private void issuedAndUndone(String fecha) {
        transaction.executeWithoutResult(status -> {
            Factura factura = unaFactura(fecha);
            String numero =
                    Objects.requireNonNull(facturas.emitir(List.of(factura)).get(factura.id()));
            eventos.append(factura.comoEvento(numero), factura.id(), Factura.PRIMERA_VERSION);
            status.setRollbackOnly();
        });
    }

    private Factura unaFactura(String fecha) {
        return Factura.emitir(
                Factura.nuevoId(),
                json.readValue(factura(fecha, item("100", 21)), NuevaFactura.class)
                        .pedido(clock),
                new Destinatario(null, "Bar Manolo S.L.", null, "B12345674", null, false),
                clock.instant());
    }

    private List<String> told(int ejercicio) {
        try (Stream<String> bodies = jdbc.sql("""
                        select e.body from event_log e join factura f on f.id = e.aggregate_id
                        where f.ejercicio = ? order by e.seq""").param(ejercicio).query(byte[].class).stream()
                .map(body -> json.readTree(body).at("/data/numero").asString())) {
            return bodies.toList();
        }
    }

    private List<String> issued(int ejercicio) {
        return jdbc.sql("select numero from factura where ejercicio = ? order by ordinal")
                .param(ejercicio)
                .query(String.class)
                .list();
    }
}
