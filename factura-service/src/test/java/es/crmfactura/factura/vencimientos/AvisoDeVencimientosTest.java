package es.crmfactura.factura.vencimientos;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.Encounter;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.facturas.FacturasVencidas;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventLog;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.support.TransactionOperations;

/** Invoices that had to be paid by the 31st of January 2020, as the days pass. */
@FacturaTest
class AvisoDeVencimientosTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate VENCIMIENTO = LocalDate.of(2020, 1, 31);
    private static final String TODO = "'tipo':'diferencias','todo':true";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    @Autowired
    private FacturasVencidas facturas;

    @Autowired
    private EventLog eventos;

    @Autowired
    private TransactionOperations transaccion;

    @Test
    void othersAreToldOnTheDayAfterTheLastOne() {
        String id = unaFactura();
        pagar(id, "21");

        a("2020-01-31T23:59:59").avisar();
        assertThat(avisos(id)).isEmpty();

        a("2020-02-01T00:00:00").avisar();
        assertThat(log.of(id)).extracting(Event::version).containsExactly(1L, 2L, 3L);
        assertThat(log.of(id).get(2).payload())
                .isEqualTo(new FacturaVencida(
                        UUID.fromString(id),
                        shop.factura(id).at("/numero").asString(),
                        new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"),
                        VENCIMIENTO,
                        new BigDecimal("121.00"),
                        new BigDecimal("21.00"),
                        new BigDecimal("100.00")));
        shop.factura(id).has("/estado", "vencida").has("/version", 3);
    }

    @Test
    void itIsMidnightInMadrid() {
        String id = unaFactura();
        var medianocheEnLondres = LocalDateTime.parse("2020-01-31T23:00:00").atZone(ZoneId.of("UTC"));
        aviso(Clock.fixed(medianocheEnLondres.toInstant(), MADRID)).avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @Test
    void theyAreToldOnceHoweverManyDaysPass() {
        String id = unaFactura();
        a("2020-02-01T00:00:00").avisar();
        a("2020-02-01T00:05:00").avisar();
        a("2020-03-01T00:00:00").avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @Test
    void aNightInWhichTheServiceWasDownIsMadeUpFor() {
        String id = unaFactura();
        a("2020-02-17T09:30:00").avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @Test
    void ofWhatIsPaidOrCancelledNothingIsTold() {
        String pagada = unaFactura();
        pagar(pagada, "121");
        String anulada = unaFactura();
        shop.post(FACTURAS + "/" + anulada + "/anular", "{\"motivo\":\"Error\"}")
                .status(200);
        String gratis =
                shop.emitir(fechas(), item("0", 21)).status(201).at("/id").asString();

        a("2020-02-01T00:00:00").avisar();

        assertThat(Stream.of(pagada, anulada, gratis))
                .allSatisfy(id -> assertThat(avisos(id)).isEmpty());
        shop.factura(anulada).has("/version", 2);
    }

    @Test
    void ofWhatAnotherInvoiceReplacesOrTakesOffNothingIsToldWhileItStands() {
        String devuelta = unaFactura();
        shop.rectificar(devuelta, TODO).status(201);
        String sustituida = unaFactura();
        String sustituta = shop.rectificar(sustituida, "'tipo':'sustitucion','items':[%s]".formatted(item("90", 21)))
                .status(201)
                .at("/id")
                .asString();
        a("2020-02-01T00:00:00").avisar();
        assertThat(avisos(devuelta)).isEmpty();
        assertThat(avisos(sustituida)).isEmpty();
        assertThat(avisos(sustituta)).isEmpty();

        shop.anular(sustituta).status(200);
        a("2020-02-02T00:00:00").avisar();
        assertThat(avisos(sustituida)).hasSize(1);
        assertThat(log.of(sustituida))
                .extracting(Event::version)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void aPaymentThatComesBackAfterTheLastDayMakesItOverdueThen() {
        String id = unaFactura();
        String pago = pagar(id, "121");
        a("2020-02-01T00:00:00").avisar();
        assertThat(avisos(id)).isEmpty();
        devolver(pago);
        a("2020-02-02T00:00:00").avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @Test
    void onceMeansOnceAlsoWhenAPaymentComesBack() {
        String id = unaFactura();
        a("2020-02-01T00:00:00").avisar();
        devolver(pagar(id, "121"));
        a("2020-02-10T00:00:00").avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @Test
    void whatWasUndoneIsToldTheNextTime() {
        String id = unaFactura();
        transaccion.executeWithoutResult(tx -> {
            a("2020-02-01T00:00:00").avisar();
            tx.setRollbackOnly();
        });
        shop.factura(id).has("/version", 1);
        assertThat(avisos(id)).isEmpty();
        a("2020-02-01T00:00:00").avisar();
        assertThat(avisos(id)).hasSize(1);
    }

    @RepeatedTest(5)
    void ofTwoInstancesThatFindItOverdueOneTells() throws SQLException {
        a("2020-02-01T00:00:00").avisar();
        String id = unaFactura();

        Encounter.at("factura", id, this::alMismoTiempo, this::alMismoTiempo);

        assertThat(log.of(id)).extracting(Event::version).containsExactly(1L, 2L);
        shop.factura(id).has("/version", 2);
    }

    @RepeatedTest(5)
    void aPaymentOfTheSameMomentComesEitherFirstOrAfterwards() throws SQLException {
        a("2020-02-01T00:00:00").avisar();
        String id = unaFactura();

        Encounter.at("factura", id, this::alMismoTiempo, () -> pagar(id, "121"));

        List<Event> events = log.of(id);
        assertThat(events.get(events.size() - 1).payload()).isInstanceOf(PagoRecibido.class);
        assertThat(events).extracting(Event::version).doesNotHaveDuplicates().isSorted();
        assertThat(avisos(id).stream().map(FacturaVencida::pendiente))
                .allSatisfy(pendiente -> assertThat(pendiente).isEqualByComparingTo("121"));
        shop.factura(id).has("/estado", "pagada").has("/version", events.size());
    }

    /** Both lock the invoice and what corrects it, which had to be paid before it. */
    @RepeatedTest(3)
    void whoCorrectsAndWhoFindsOverdueDoNotWaitForEachOther() throws SQLException {
        String id = unaFactura();
        String positiva = "'tipo':'diferencias','fecha':'%d-01-01','vencimiento':'2020-01-15','items':[%s]"
                .formatted(unEjercicio(), item("10", 21));
        String diferencia = shop.rectificar(id, positiva).status(201).at("/id").asString();

        Encounter.at(
                "factura",
                diferencia,
                this::alMismoTiempo,
                () -> shop.rectificar(diferencia, TODO).status(201));

        assertThat(avisos(id)).hasSize(1);
    }

    private Object alMismoTiempo() {
        a("2020-02-01T00:00:00").avisar();
        return "";
    }

    @Test
    void manyAreToldByManyInstancesEachOnce() {
        String fechas = fechas();
        List<String> ids = Stream.generate(
                        () -> shop.emitir(fechas, item("100", 21)).at("/id").asString())
                .limit(450)
                .toList();

        Stream.generate(() -> CompletableFuture.runAsync(
                        () -> a("2020-02-01T00:00:00").avisar()))
                .limit(4)
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(ids).allSatisfy(id -> assertThat(avisos(id)).hasSize(1));
    }

    @Test
    void itIsDoneAtTheStartAndAgainAndAgainUnlessItIsSwitchedOff() {
        var tareas = new ScheduledTaskRegistrar();
        programar(false, tareas);
        assertThat(tareas.hasTasks()).isFalse();

        programar(true, tareas);
        assertThat(tareas.getFixedDelayTaskList()).singleElement().satisfies(tarea -> {
            assertThat(tarea.getInitialDelayDuration()).isZero();
            assertThat(tarea.getIntervalDuration()).isEqualTo(Duration.ofMinutes(5));
        });
    }

    private void programar(boolean activo, ScheduledTaskRegistrar tareas) {
        var ajustes = new VencimientosProperties(activo, Duration.ofMinutes(5), List.of());
        new VencimientosProgramados(a("2020-02-01T00:00:00"), ajustes).configureTasks(tareas);
    }

    private AvisoDeVencimientos a(String momento) {
        return aviso(Clock.fixed(LocalDateTime.parse(momento).atZone(MADRID).toInstant(), MADRID));
    }

    private AvisoDeVencimientos aviso(Clock reloj) {
        return new AvisoDeVencimientos(facturas, eventos, transaccion, reloj);
    }

    private String unaFactura() {
        return shop.emitir(fechas(), item("100", 21)).status(201).at("/id").asString();
    }

    private static String fechas() {
        return "'fecha':'%d-01-01','vencimiento':'%s',".formatted(unEjercicio(), VENCIMIENTO);
    }

    private String pagar(String id, String importe) {
        return shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":" + importe + ",\"fecha\":\"2020-01-15\"}")
                .status(201)
                .at("/id")
                .asString();
    }

    private void devolver(String pago) {
        shop.post("/api/pagos/" + pago + "/devolver", "{\"fecha\":\"2020-02-01\"}")
                .status(200);
    }

    private List<FacturaVencida> avisos(String id) {
        return log.of(id).stream()
                .map(Event::payload)
                .filter(FacturaVencida.class::isInstance)
                .map(FacturaVencida.class::cast)
                .toList();
    }
}
