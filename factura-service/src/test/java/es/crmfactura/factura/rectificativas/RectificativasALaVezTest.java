package es.crmfactura.factura.rectificativas;

import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.Encounter;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several who want something of the same invoice at the same moment. */
@FacturaTest
class RectificativasALaVezTest {

    private static final String TODO = "'tipo':'diferencias','todo':true";
    private static final String SUSTITUIR =
            "'tipo':'sustitucion','items':[{'descripcion':'Servicio','cantidad':1,'precio':50}]";

    /** What each invoice says of itself, computed anew from all documents and payments. */
    private static final String MAL_CONTADAS = """
            select f.numero from factura f
            where f.id = any(?) and (f.pagado <> (select coalesce(sum(p.importe), 0) from pago p
                               where p.factura_id = f.id and p.fecha_devolucion is null)
              or f.anulada_en is null and f.compensado <>
                (select coalesce(-sum(d.total), 0) from factura d
                 where d.rectifica_a = f.id and d.rectificacion = 'diferencias' and d.total < 0 and d.anulada_en is null)
                + (select coalesce(sum(a.pagado + a.compensado), 0) from factura a
                   where f.rectificacion = 'sustitucion' and a.id = f.rectifica_a
                     or a.id in (select canjeada from factura_canje x where x.factura_id = f.id))
              or f.sustituida_por is distinct from
                (select s.id from factura s
                 where s.anulada_en is null
                   and (s.rectifica_a = f.id and s.rectificacion = 'sustitucion'
                     or exists (select from factura_canje x where x.canjeada = f.id and x.factura_id = s.id))))""";

    /** These, and all that were issued because of them. */
    private static final String FAMILIA = """
            with recursive f as (
              select id from factura where id = any(?)
              union
              select s.id from factura s join f on s.rectifica_a = f.id
                or s.id in (select factura_id from factura_canje where canjeada = f.id))
            select id from f""";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private JdbcClient jdbc;

    @RepeatedTest(3)
    void onlyOneTakesEverythingBack() throws SQLException {
        String id = shop.unaFactura();
        List<Answer> answers = Encounter.at(id, () -> shop.rectificar(id, TODO), () -> shop.rectificar(id, TODO));
        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 422);
        shop.factura(id).hasAmount("/compensado", "121.00").lacks("/rectificada_por/1");
    }

    @RepeatedTest(3)
    void onlyOneTakesItsPlace() throws SQLException {
        String id = shop.unaFactura();
        List<Answer> answers =
                Encounter.at(id, () -> shop.rectificar(id, SUSTITUIR), () -> shop.rectificar(id, SUSTITUIR));
        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 409);
    }

    @RepeatedTest(3)
    void whatIsPaidWhileItIsReplacedCountsForTheOneInItsPlaceOrIsRefused() throws SQLException {
        String id = shop.unaFactura();
        List<Answer> answers = Encounter.at(id, () -> shop.pagar(id, "50"), () -> shop.rectificar(id, SUSTITUIR));
        answers.get(1).status(201);
        String pendiente = answers.get(0).response().statusCode() == 201 ? "10.50" : "60.50";
        shop.factura(answers.get(1).at("/id").asString()).hasAmount("/pendiente", pendiente);
    }

    @RepeatedTest(3)
    void whatIsCancelledIsNotCorrectedAndTheOtherWayRound() throws SQLException {
        String id = shop.unaFactura();
        List<Answer> answers = Encounter.at(id, () -> shop.anular(id), () -> shop.rectificar(id, TODO));
        assertThat(statuses(answers)).containsAnyOf(409).containsAnyOf(200, 201);
    }

    /** What is corrected has its number from a series of which others take theirs. */
    @Test
    void whoCorrectsAndWhoIssuesDoNotWaitForEachOther() {
        enOchoHilos(80, i -> {
            shop.emitir("", item("100", 21)).status(201);
            shop.rectificar(shop.unaFactura(), SUSTITUIR).status(201);
        });
    }

    /** Whatever comes between: issue, correct, pay, return, cancel and exchange. */
    @Test
    void manyWhoWantMuchAtOnceLeaveNothingMiscounted() {
        List<String> facturas = IntStream.range(0, 4)
                .mapToObj(i ->
                        shop.emitir("'serie':'SIM',", item("100", 21)).at("/id").asString())
                .toList();
        enOchoHilos(8, hilo -> hacer(new Random(hilo), facturas));
        assertThat(jdbc.sql(MAL_CONTADAS)
                        .param(familia(facturas).toArray(UUID[]::new))
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private static void enOchoHilos(int veces, IntConsumer hacer) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CompletableFuture.allOf(IntStream.range(0, veces)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> hacer.accept(i), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
    }

    private void hacer(Random azar, List<String> primeras) {
        for (int i = 0; i < 40; i++) {
            List<UUID> vivas = familia(primeras);
            String id = vivas.get(azar.nextInt(vivas.size())).toString();
            Answer answer = switch (azar.nextInt(8)) {
                case 0 -> shop.rectificar(id, TODO);
                case 1 -> shop.rectificar(id, SUSTITUIR);
                case 2 ->
                    shop.rectificar(
                            id, "'tipo':'diferencias','items':[{'descripcion':'x','cantidad':-1,'precio':7.77}]");
                case 3 -> shop.pagar(id, "10");
                case 4 -> shop.anular(id);
                case 5 -> shop.emitir("'serie':'SIM',", item("100", 21));
                case 6 ->
                    shop.post("/api/facturas/canjear", """
                        {"facturas":["%s","%s"],"cliente":{"nombre_completo":"Bar Manolo S.L.","cif_nif":"B12345674"}}""".formatted(
                                    primeras.get(azar.nextInt(4)), primeras.get(azar.nextInt(4))));
                default -> devolver(azar, id);
            };
            assertThat(answer.response().statusCode())
                    .as(answer.response().body())
                    .isIn(200, 201, 409, 422);
        }
    }

    private List<UUID> familia(List<String> primeras) {
        return jdbc.sql(FAMILIA)
                .param(primeras.stream().map(UUID::fromString).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private Answer devolver(Random azar, String id) {
        Answer pagos = shop.get("/api/facturas/" + id + "/pagos").status(200);
        int cuantos = pagos.at("").size();
        return cuantos == 0
                ? pagos
                : shop.post(
                        "/api/pagos/"
                                + pagos.at("/" + azar.nextInt(cuantos) + "/id").asString() + "/devolver",
                        "");
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(answer -> answer.response().statusCode()).toList();
    }
}
