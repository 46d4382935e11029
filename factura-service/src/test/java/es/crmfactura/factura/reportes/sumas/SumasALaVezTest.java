package es.crmfactura.factura.reportes.sumas;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is issued, paid, corrected and added up at the same time: at each moment the sums are those of all that is there. */
@FacturaTest
class SumasALaVezTest {

    private static final int WRITERS = 6;
    private static final int DEEDS = 60;
    private static final List<String> CLIENTES = List.of(
            "'cliente':{'nombre_completo':'Bar Manolo S.L.','cif_nif':'B12345674'}",
            "'cliente':{'nombre_completo':'Ferretería Ruiz','cif_nif':'12345678Z'}",
            "'serie':'SIM','cliente':{'nombre_completo':'Lucía'}");
    private static final List<String> LINEAS = List.of(
            "{'descripcion':'Género','cantidad':1,'precio':%d.37,'iva':21}",
            "{'descripcion':'Género','cantidad':1,'precio':%d.10,'iva':10,'recargo':1.4}",
            "{'descripcion':'Género','cantidad':1,'precio':%d,'exencion':'E5'}");

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final List<String> facturas = new CopyOnWriteArrayList<>();
    private final List<String> simplificadas = new CopyOnWriteArrayList<>();
    private final List<String> pagos = new CopyOnWriteArrayList<>();

    @Test
    void atEachMomentTheSumsAreThoseOfAllThatIsThere() throws SQLException {
        String dia = unEjercicio() + "-06-15";
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
        CompletableFuture<?> writing = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> write(new Random(i), dia), threads))
                .toArray(CompletableFuture[]::new));
        CompletableFuture<?> adding = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> addUntil(writing), threads),
                CompletableFuture.runAsync(() -> addUntil(writing), threads));
        int looks = 0;
        do {
            compare();
            fromTheBeginning();
            looks++;
        } while (!writing.isDone());
        CompletableFuture.allOf(writing, adding).orTimeout(1, TimeUnit.MINUTES).join();
        threads.shutdown();
        compare();
        sql.execute("select sumar()");
        compare();
        fromTheBeginning();
        compare();
        assertThat(looks).isGreaterThan(3);
        assertThat(pagos).isNotEmpty();
    }

    private void addUntil(CompletableFuture<?> end) {
        while (!end.isDone()) {
            sql.execute("select sumar()");
        }
    }

    /** As the migration did with what was there. */
    private static void fromTheBeginning() throws SQLException {
        try (Connection owner = TestDatabase.instance().connect("factura_owner");
                var statement = owner.createStatement()) {
            statement.execute("select factura.rehacer_sumas()");
        }
    }

    private void compare() {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.executeWithoutResult(
                status -> assertThat(Recuento.deLasSumas(jdbc)).isEqualTo(Recuento.deLasFacturas(jdbc)));
    }

    private void write(Random random, String dia) {
        for (int i = 0; i < DEEDS; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> emitir(random, dia);
                case 3, 4 -> pagar(random);
                case 5 -> devolver(random);
                case 6 -> rectificar(random, dia);
                case 7 -> canjear(random, dia);
                case 8 -> darAConocer(random);
                default -> anular(random);
            }
        }
    }

    private void emitir(Random random, String dia) {
        String cliente = CLIENTES.get(random.nextInt(CLIENTES.size()));
        String operacion = random.nextInt(3) == 0 ? "'fecha_operacion':'%s-02-01',".formatted(dia.substring(0, 4)) : "";
        String retencion = !cliente.contains("SIM") && random.nextInt(4) == 0 ? "'retencion_irpf':15," : "";
        String lineas = String.join(
                ",",
                LINEAS.subList(0, 1 + random.nextInt(LINEAS.size())).stream()
                        .map(linea -> linea.formatted(1 + random.nextInt(99)))
                        .toList());
        nueva(shop.post(
                FACTURAS,
                json("{'fecha':'%s',%s%s%s,'items':[%s]}".formatted(dia, operacion, retencion, cliente, lineas))));
    }

    private void nueva(Answer answer) {
        if (answer.response().statusCode() == 201) {
            String id = answer.at("/id").asString();
            facturas.add(id);
            if (answer.at("/tipo").asString().equals("F2")) {
                simplificadas.add(id);
            }
        }
    }

    private void pagar(Random random) {
        if (!facturas.isEmpty()) {
            Answer answer = shop.pagar(una(facturas, random), "1." + (10 + random.nextInt(90)));
            if (answer.response().statusCode() == 201) {
                pagos.add(answer.at("/id").asString());
            }
        }
    }

    private void devolver(Random random) {
        if (!pagos.isEmpty()) {
            shop.post("/api/pagos/" + una(pagos, random) + "/devolver", "");
        }
    }

    private void rectificar(Random random, String dia) {
        if (!facturas.isEmpty()) {
            String como = random.nextBoolean()
                    ? "'tipo':'diferencias','todo':true"
                    : "'tipo':'sustitucion','items':[" + LINEAS.get(0).formatted(1 + random.nextInt(99)) + "]";
            nueva(shop.rectificar(una(facturas, random), "'fecha':'%s',%s".formatted(dia, como)));
        }
    }

    private void canjear(Random random, String dia) {
        if (!simplificadas.isEmpty()) {
            nueva(shop.post(
                    FACTURAS + "/canjear",
                    json("{'facturas':['%s','%s'],'fecha':'%s',%s}"
                            .formatted(
                                    una(simplificadas, random),
                                    una(simplificadas, random),
                                    dia,
                                    CLIENTES.get(random.nextInt(2))))));
        }
    }

    /** As the CRM answers it, which it may do late. */
    private void darAConocer(Random random) {
        if (!facturas.isEmpty()) {
            crm.tell(
                    new ClienteCreado(
                            UUID.randomUUID(),
                            CrmVoice.datos("Alguien", null, null),
                            UUID.fromString(una(facturas, random))),
                    0);
        }
    }

    private void anular(Random random) {
        if (!facturas.isEmpty()) {
            shop.anular(una(facturas, random));
        }
    }

    private static String una(List<String> ids, Random random) {
        return Objects.requireNonNull(ids.get(random.nextInt(ids.size())));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
