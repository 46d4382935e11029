package es.crmfactura.factura.documentos.correo;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.documentos.pdf.PdfLeido;
import es.crmfactura.testing.HttpCaller.Answer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@FacturaTest
class CorreoTest {

    private static final GreenMail SERVIDOR = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @Autowired
    private ShopProgram shop;

    @DynamicPropertySource
    static void servidor(DynamicPropertyRegistry properties) {
        SERVIDOR.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVIDOR.getSmtp().getPort());
        properties.add("crmfactura.correo.from", () -> "facturas@emisor.example");
        properties.add("crmfactura.correo.poll-interval", () -> "50ms");
    }

    @AfterAll
    static void stop() {
        SERVIDOR.stop();
    }

    @Test
    void anInvoiceArrivesWithItsPdf() throws Exception {
        String para = unaDireccion();
        Answer factura = shop.emitir("", item("100", 21)).status(201);
        String id = factura.at("/id").asString();
        String numero = factura.at("/numero").asString();

        Answer envio = enviar(id, "{\"para\":\"%s\",\"mensaje\":\"Ahí va, señor Núñez: 121 €\"}".formatted(para))
                .status(202)
                .has("/estado", "pendiente")
                .has("/para", para);

        MimeMessage mensaje = recibido(para);
        assertThat(mensaje.getSubject()).startsWith("Factura " + numero + " de ");
        assertThat(mensaje.getFrom()[0].toString()).contains("<facturas@emisor.example>");
        assertThat(mensaje.getMessageID())
                .isEqualTo("<%s@emisor.example>".formatted(envio.at("/id").asString()));
        var partes = (MimeMultipart) mensaje.getContent();
        assertThat(((MimeMultipart) partes.getBodyPart(0).getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString())
                .contains("Ahí va, señor Núñez: 121 €");
        assertThat(partes.getBodyPart(1).getFileName()).isEqualTo(numero + ".pdf");
        assertThat(partes.getBodyPart(1).getContentType()).startsWith("application/pdf");
        byte[] pdf = partes.getBodyPart(1).getInputStream().readAllBytes();
        assertThat(PdfLeido.de(pdf).texto()).contains(numero, "Total 121,00 €").doesNotContain("DUPLICADO");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> envios(id)
                        .has("/0/estado", "enviado")
                        .has("/0/intentos", 1)
                        .has("/0/error", null)
                        .has("/0/proximo_intento", null));
    }

    @Test
    void itGoesToTheClientWithTheUsualWordsUnlessSaidOtherwise() throws Exception {
        String para = unaDireccion();
        String id =
                shop.post(FACTURAS, """
                        {"cliente":{"nombre_completo":"Nuria","email":"%s"},"vencimiento":"2999-12-31",
                         "items":[{"descripcion":"Café","cantidad":1,"precio":1}]}""".formatted(para)).status(201).at("/id").asString();
        shop.post(FACTURAS + "/" + id + "/enviar", "").status(202);
        var partes = (MimeMultipart) recibido(para).getContent();
        assertThat(((MimeMultipart) partes.getBodyPart(0).getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString())
                .contains("Le enviamos adjunta la factura SIM-", "1,21\u00a0€", "Vence el 31/12/2999.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"asunto\":\"Hola\\r\\nBcc: otro@example.com\"",
                "\"asunto\":\"Hola\\nBcc: otro@example.com\"",
                "\"para\":\"a@example.com\\r\\nBcc: otro@example.com\"",
                "\"para\":\"a@example.com, otro@example.com\"",
                "\"para\":\"Otro <otro@example.com>\"",
                "\"para\":\"ñ@example.com\"",
                "\"para\":\"nadie\"",
                "\"para\":\"\""
            })
    void whatWouldReachOthersIsRefused(String fields) {
        String id = shop.unaFactura();
        enviar(id, "{" + fields + "}").problem(422, "campos_invalidos");
        envios(id).has("", List.of());
    }

    @Test
    void withoutAnAddressItIsSaidWhatIsMissing() {
        enviar(shop.unaFactura(), "{}").problem(422, "campos_invalidos").has("/errores/0/campo", "para");
    }

    @Test
    void aDraftIsNotSent() {
        String id = shop.emitir("'borrador':true,", item("1", 21)).at("/id").asString();
        enviar(id, "{\"para\":\"a@example.com\"}").problem(409, "factura_sin_emitir");
        enviar(UUID.randomUUID().toString(), "{}").problem(404, "factura_desconocida");
        shop.get(FACTURAS + "/" + UUID.randomUUID() + "/envios").problem(404, "factura_desconocida");
    }

    @Test
    void aRepeatedRequestSendsItOnce() {
        String para = unaDireccion();
        String id = shop.unaFactura();
        String key = UUID.randomUUID().toString();
        String body = "{\"para\":\"%s\"}".formatted(para);
        String path = FACTURAS + "/" + id + "/enviar";
        Answer first = shop.send("POST", path, body, "Idempotency-Key", key).status(202);
        Answer second = shop.send("POST", path, body, "Idempotency-Key", key).status(202);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(envios(id).at("").size()).isEqualTo(1);
    }

    private static String unaDireccion() {
        return UUID.randomUUID() + "@example.com";
    }

    private Answer enviar(String id, String body) {
        return shop.post(FACTURAS + "/" + id + "/enviar", body);
    }

    private Answer envios(String id) {
        return shop.get(FACTURAS + "/" + id + "/envios").status(200);
    }

    private static MimeMessage recibido(String para) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Arrays.stream(SERVIDOR.getReceivedMessages()).anyMatch(mensaje -> es(mensaje, para)));
        return Arrays.stream(SERVIDOR.getReceivedMessages())
                .filter(mensaje -> es(mensaje, para))
                .findFirst()
                .orElseThrow();
    }

    private static boolean es(MimeMessage mensaje, String para) {
        try {
            return mensaje.getAllRecipients()[0].toString().equals(para);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
