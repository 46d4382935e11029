package es.crmfactura.factura.auditoria;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.testing.AuditLog;
import es.crmfactura.testing.KeyHolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Programs with keys of their own invoice, and an administrator looks what they have done. */
@FacturaTest
@TestPropertySource(properties = "crmfactura.security.admin-key=la-primera-clave-de-administracion-de-facturas")
class AuditoriaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String UNA = factura("", item("100.00", 21));

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    private KeyHolder admin;
    private KeyHolder shop;
    private AuditLog log;

    @BeforeEach
    void twoKeys() {
        admin = KeyHolder.first(environment);
        shop = admin.another("Tienda " + UUID.randomUUID());
        log = new AuditLog(admin);
    }

    private static String emitida(KeyHolder who) {
        return who.post(FACTURAS, UNA).status(201).at("/id").asString();
    }

    @Test
    void eachDeedIsNotedWithWhoHasAskedForItAndWhatItHasChanged() {
        String id = emitida(shop);
        shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":21}").status(201);
        String otra = emitida(shop);
        shop.post(FACTURAS + "/" + otra + "/anular", "{\"motivo\":\"Emitida por error\"}")
                .status(200);
        assertThat(log.of("factura", id))
                .as("payments are entries of their own")
                .containsExactly("alta");
        assertThat(log.of("factura", otra)).containsExactly("cambio anulada_en,motivo_anulacion", "alta");
        assertThat(log.of(shop.quien()))
                .containsExactly(
                        "factura cambio anulada_en,motivo_anulacion", "factura alta", "pago alta", "factura alta");
    }

    @Test
    void aDraftBecomesAnInvoice() {
        String id = shop.post(FACTURAS, factura("'borrador':true,", item("100.00", 21)))
                .status(201)
                .at("/id")
                .asString();
        shop.put(FACTURAS + "/" + id, factura("'borrador':true,'notas':'n',", item("100.00", 21)))
                .status(200);
        shop.post(FACTURAS + "/" + id + "/emitir", "").status(200);
        assertThat(log.of(shop.quien()))
                .containsExactlyInAnyOrder(
                        "factura alta", "borrador baja", "borrador cambio contenido", "borrador alta");
    }

    @Test
    void whatIsSetUpIsNotedToo() {
        String emisor = shop.get("/api/emisor").status(200).response().body();
        shop.put("/api/emisor", emisor.replaceFirst("\"telefono\":(null|\"[^\"]*\")", "\"telefono\":\"600000001\""))
                .status(200);
        admin.put("/api/emisor", emisor).status(200);
        String recurrente = shop.post(
                        "/api/recurrentes",
                        "{\"periodicidad\":\"mensual\",\"inicio\":\"2999-01-31\",\"factura\":" + UNA + "}")
                .status(201)
                .at("/id")
                .asString();
        shop.send("DELETE", "/api/recurrentes/" + recurrente, "").status(204);
        assertThat(log.of(shop.quien()))
                .containsExactly("recurrente baja", "recurrente alta", "emisor cambio telefono");
    }

    @Test
    void whatIsRefusedIsNotNoted() {
        shop.post(FACTURAS, "{}").problem(422, "campos_invalidos");
        shop.post(FACTURAS + "/" + UUID.randomUUID() + "/anular", "{\"motivo\":\"m\"}")
                .status(404);
        assertThat(log.of(shop.quien())).isEmpty();
    }

    @Test
    void eachOfThoseWhoIssueAtTheSameTimeIsNotedWithHisOwn() {
        KeyHolder other = admin.another("Otra " + UUID.randomUUID());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Deed>> deeds = IntStream.range(0, 60)
                    .mapToObj(i -> i % 2 == 0 ? shop : other)
                    .map(who -> CompletableFuture.supplyAsync(() -> new Deed(who, emitida(who)), threads))
                    .toList();
            assertThat(deeds.stream().map(CompletableFuture::join))
                    .allSatisfy(deed -> assertThat(log.by("factura", deed.factura()))
                            .containsExactly(deed.who().quien()));
        } finally {
            threads.shutdown();
        }
    }

    private record Deed(KeyHolder who, String factura) {}

    @Test
    void theInvoicesOfALoteAreTheDeedOfWhoeverHasSentIt() {
        String facturas = Stream.of(UNA, UNA).toList().toString();
        String lote = shop.upload(
                        FACTURAS + "/lotes?repetir=true", "application/json", facturas.getBytes(StandardCharsets.UTF_8))
                .status(202)
                .header("Location");
        await().atMost(PATIENCE)
                .until(() -> !shop.get(lote).status(200).at("/fecha_fin").isNull());

        assertThat(log.of(shop.quien()))
                .contains("lote alta")
                .filteredOn("factura alta"::equals)
                .hasSize(2);
    }

    /** A new table has to be put into the log, or into this list and the migration's reasons. */
    @Test
    void onlyTheseTablesAreNotInTheLog() {
        assertThat(jdbc.sql("""
                        select relname from pg_class c
                        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
                          and not exists (select from pg_trigger where tgrelid = c.oid and tgname = 'auditar_insert')""").query(String.class).list())
                .containsExactlyInAnyOrder(
                        "auditoria",
                        "auditoria_cabeza",
                        "auditoria_pendiente",
                        "checkpoint",
                        "checkpoint_reading",
                        "cliente",
                        "entrega_webhook",
                        "event_log",
                        "factura_canje",
                        "factura_impuesto",
                        "factura_linea",
                        "factura_referencia",
                        "factura_vencida",
                        "flyway_schema_history",
                        "inbox",
                        "intento_webhook",
                        "log_reader_cursor",
                        "lote_factura",
                        "lote_fila",
                        "lote_rechazada",
                        "oportunidad_facturada",
                        "parked_event",
                        "peticion_hecha",
                        "por_sumar",
                        "recurrente_emision",
                        "relay_cursor",
                        "serie",
                        "stream_check",
                        "suma_diaria",
                        "suma_mensual",
                        "verifactu_cadena",
                        "verifactu_envio",
                        "verifactu_remision");
    }

    @Test
    void theChainIsWhole() {
        String id = emitida(shop);
        await().atMost(PATIENCE)
                .until(() -> log.entries("tabla=factura&registro=" + id)
                        .get(0)
                        .at("/posicion")
                        .isNumber());
        admin.get("/api/auditoria/cadena").status(200).has("/integra", true);
    }
}
