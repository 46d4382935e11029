package es.crmfactura.factura.emision;

import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.ServiceProcess;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Thirty-two write in two series at the same time, some of them what is refused, while connections are cut; then the process
 * is killed and started again. {@code -Drondas=100} for more rounds.
 */
class CaidasTest {

    private static final int RONDAS = Integer.getInteger("rondas", 2);
    private static final int ESCRITORES = 32;
    private static final Duration PACIENCIA = Duration.ofSeconds(120);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path carpeta;

    private final int ejercicio = unEjercicio();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> emitidas = new ConcurrentHashMap<>();
    private final Set<String> rechazadas = ConcurrentHashMap.newKeySet();
    /** Those with a key are asked for again, until there is an answer. */
    private final Queue<Peticion> sinRespuesta = new ConcurrentLinkedQueue<>();

    private final Set<String> dudosas = ConcurrentHashMap.newKeySet();
    private final AtomicInteger respuestas = new AtomicInteger();
    private int dia;

    /** @param marca stands on the invoice, and is the key of those that have one */
    private record Peticion(String marca, String cuerpo, boolean conClave) {}

    @Test
    void whateverBreaksNumbersHaveNoGapsAndEachInvoiceIsThereOnceAndTold() throws Exception {
        for (int ronda = 1; ronda <= RONDAS; ronda++) {
            dia++;
            unaRonda();
            comprobar();
        }
        ServiceProcess servicio = ServiceProcess.start(carpeta.resolve("log"));
        try {
            while (!sinRespuesta.isEmpty()) {
                enviar(servicio, sinRespuesta.remove());
            }
        } finally {
            servicio.kill();
        }
        comprobar();
        assertThat(emitidas).isNotEmpty();
        assertThat(rechazadas).isNotEmpty();
        System.out.printf(
                "%d rounds: %,d invoices issued and answered, %,d refused, %,d never answered%n",
                RONDAS, emitidas.size(), rechazadas.size(), dudosas.size());
    }

    private void unaRonda() throws Exception {
        ServiceProcess servicio = ServiceProcess.start(carpeta.resolve("log"));
        var fin = new AtomicBoolean();
        ExecutorService escritores = Executors.newFixedThreadPool(ESCRITORES);
        ScheduledExecutorService saboteador = Executors.newSingleThreadScheduledExecutor();
        try {
            int hasta = respuestas.get() + ThreadLocalRandom.current().nextInt(100, 500);
            saboteador.scheduleWithFixedDelay(CaidasTest::cortar, 50, 50, TimeUnit.MILLISECONDS);
            for (int i = 0; i < ESCRITORES; i++) {
                escritores.execute(() -> escribir(servicio, fin));
            }
            await().atMost(PACIENCIA).untilAsserted(() -> {
                servicio.mustBeAlive();
                assertThat(respuestas)
                        .as("answers in round %d, while %d requests wait for theirs", dia, sinRespuesta.size())
                        .hasValueGreaterThanOrEqualTo(hasta);
            });
        } finally {
            servicio.kill();
            fin.set(true);
            escritores.shutdown();
            saboteador.shutdown();
            assertThat(escritores.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            assertThat(saboteador.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void cortar() {
        try {
            ServiceProcess.cutAConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void escribir(ServiceProcess servicio, AtomicBoolean fin) {
        while (!fin.get()) {
            Peticion pendiente = sinRespuesta.poll();
            enviar(servicio, pendiente != null ? pendiente : nueva());
        }
    }

    /** Of six, four can be issued; one comes to another total, and one is dated before others. */
    private Peticion nueva() {
        String marca = UUID.randomUUID().toString();
        int clase = ThreadLocalRandom.current().nextInt(6);
        String notas = "'notas':'%s','fecha':'%s',".formatted(marca, fecha(clase == 5 ? dia - 1 : dia));
        String campos = switch (clase) {
            case 1, 2 -> notas + "'serie':'SIM',";
            case 4 -> notas + "'total':1.00,";
            default -> notas;
        };
        return new Peticion(
                marca,
                factura(campos, item("100.00", 21)),
                ThreadLocalRandom.current().nextBoolean());
    }

    /** The first round has no earlier day. */
    private String fecha(int dia) {
        return LocalDate.of(ejercicio, 1, 1).plusDays(Math.max(dia, 1)).toString();
    }

    private void enviar(ServiceProcess servicio, Peticion peticion) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/facturas".formatted(servicio.port())))
                .header("Content-Type", "application/json")
                .timeout(PACIENCIA)
                .POST(HttpRequest.BodyPublishers.ofString(peticion.cuerpo()));
        if (peticion.conClave()) {
            request.header("Idempotency-Key", peticion.marca());
        }
        anotar(peticion, respuesta(request.build()));
    }

    private @Nullable HttpResponse<String> respuesta(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void anotar(Peticion peticion, @Nullable HttpResponse<String> respuesta) {
        int estado = respuesta == null ? 0 : respuesta.statusCode();
        if (respuesta != null && estado == 201) {
            emitidas.put(
                    peticion.marca(),
                    JSON.readTree(respuesta.body()).path("numero").asString());
            respuestas.incrementAndGet();
        } else if (respuesta != null && estado >= 400 && estado < 500 && !enCurso(respuesta)) {
            rechazadas.add(peticion.marca());
            respuestas.incrementAndGet();
        } else if (peticion.conClave()) {
            sinRespuesta.add(peticion);
        } else {
            dudosas.add(peticion.marca());
        }
    }

    private static boolean enCurso(HttpResponse<String> respuesta) {
        return respuesta.body().contains("peticion_en_curso");
    }

    private void comprobar() throws SQLException {
        assertThat(filas("""
                select serie, count(*), min(ordinal), max(ordinal), ultimo
                from factura join serie using (serie, ejercicio) where ejercicio = %d
                group by serie, ultimo
                having count(*) <> max(ordinal) or min(ordinal) <> 1 or max(ordinal) <> ultimo""")).as("series with a gap").isEmpty();
        assertThat(filas("""
                select numero from (
                  select numero, fecha < lag(fecha) over (partition by serie order by ordinal) as antes
                  from factura where ejercicio = %d) f
                where antes"""))
                .as("invoices dated before those with a lower number")
                .isEmpty();
        assertThat(filas("""
                select numero from factura f
                left join event_log e on e.aggregate_id = f.id and e.type = 'es.crmfactura.FacturaEmitida.v1'
                where ejercicio = %d
                group by numero having count(e.seq) <> 1""")).as("invoices that were not told once").isEmpty();
        assertThat(filas("""
                select numero from (
                  select numero, seq < lag(seq) over (partition by serie order by ordinal) as antes
                  from factura f
                  join event_log e on e.aggregate_id = f.id and e.type = 'es.crmfactura.FacturaEmitida.v1'
                  where ejercicio = %d) f
                where antes"""))
                .as("invoices told before those with a lower number")
                .isEmpty();
        assertThat(filas("""
                select numero from factura f
                where ejercicio = %d and (select count(*) from verifactu_registro r where r.factura_id = f.id) <> 1""")).as("invoices without one record").isEmpty();
        assertThat(filas("""
                select numero from (
                  select r.numero, r.posicion, r.huella_anterior,
                    row_number() over cadena as lugar, lag(r.huella) over cadena as anterior
                  from verifactu_registro r window cadena as (partition by r.cadena order by r.posicion)) r
                where %d > 0 and (posicion <> lugar or huella_anterior is distinct from anterior)""")).as("records that do not continue the chain").isEmpty();
        comprobarRespuestas();
    }

    private void comprobarRespuestas() throws SQLException {
        Map<String, String> numeros = new ConcurrentHashMap<>();
        for (String fila : filas("select notas || ' ' || numero from factura where ejercicio = %d")) {
            String[] partes = fila.split(" ");
            assertThat(numeros.put(partes[0], partes[1])).as("issued twice").isNull();
        }
        assertThat(numeros).containsAllEntriesOf(emitidas);
        assertThat(numeros.keySet()).doesNotContainAnyElementsOf(rechazadas);
        numeros.keySet().removeAll(emitidas.keySet());
        numeros.keySet().removeAll(dudosas);
        sinRespuesta.forEach(peticion -> numeros.remove(peticion.marca()));
        assertThat(numeros).as("issued and never asked for").isEmpty();
    }

    private List<String> filas(String sql) throws SQLException {
        try (Connection owner = TestDatabase.instance().connect("factura_owner")) {
            owner.setSchema("factura");
            try (var statement = owner.createStatement();
                    var rows = statement.executeQuery(sql.formatted(ejercicio))) {
                List<String> filas = new ArrayList<>();
                while (rows.next()) {
                    filas.add(rows.getString(1));
                }
                return filas;
            }
        }
    }
}
