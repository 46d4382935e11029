package es.crmfactura.factura;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.testing.HttpCaller.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A program that does not know whether its request has been heard repeats it with the same Idempotency-Key. */
@FacturaTest
class RepeatedRequestTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader events;

    private final String key = UUID.randomUUID().toString();

    @Test
    void anInvoiceIsIssuedOnceHasOneNumberAndIsToldOnce() {
        String body = body(unEjercicio());

        var first = post(FACTURAS, body).status(201);
        var second = post(FACTURAS, body).status(201);

        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        shop.post(FACTURAS, body)
                .status(201)
                .has("/numero", next(first.at("/numero").asString()));
        assertThat(events.of(first.at("/id").asString())).hasSize(1);
    }

    @Test
    void aPaymentIsTakenOnce() {
        String factura = shop.unaFactura();
        String pagos = FACTURAS + "/" + factura + "/pagos";

        post(pagos, "{\"importe\": 21.00}").status(201);
        post(pagos, "{\"importe\": 21.00}").status(201);

        shop.get(FACTURAS + "/" + factura).hasAmount("/pagado", "21.00");
        assertThat(shop.get(pagos).at("").size()).isEqualTo(1);
        post(pagos, "{\"importe\": 22.00}").problem(422, "clave_reutilizada");
    }

    @Test
    void keysLeaveNoGapsInTheNumbersOfThoseWhoIssueAtTheSameTime() {
        int ejercicio = unEjercicio();
        List<Answer> answers = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                        ? shop.post(FACTURAS, body(ejercicio))
                        : shop.send("POST", FACTURAS, body(ejercicio), "Idempotency-Key", key + i / 4)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        List<String> numeros = answers.stream()
                .filter(answer -> answer.response().statusCode() == 201)
                .map(answer -> answer.at("/numero").asString())
                .distinct()
                .sorted()
                .toList();
        // each key was used twice: the second was answered as the first, or told that it was at work
        assertThat(numeros).hasSize(30);
        assertThat(numeros.get(29)).endsWith("000030");
    }

    private Answer post(String path, String body) {
        return shop.send("POST", path, body, "Idempotency-Key", key);
    }

    private static String body(int ejercicio) {
        return factura("'fecha':'" + ejercicio + "-05-05',", item("100.00", 21));
    }

    private static String next(String numero) {
        int dash = numero.lastIndexOf('-');
        return numero.substring(0, dash + 1) + "%06d".formatted(Integer.parseInt(numero.substring(dash + 1)) + 1);
    }
}
