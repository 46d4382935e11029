package es.crmfactura.factura.documentos;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.documentos.pdf.PdfLeido;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class DocumentosTest {

    private static final String CON_DIRECCION =
            "'cliente':{'nombre_completo':'Bar Manolo S.L.','cif_nif':'B12345674','direccion':'Calle Mayor 1, 28013 Madrid'},";

    @Autowired
    private ShopProgram shop;

    @Test
    void anInvoiceWithAllItsTaxesIsPrinted() {
        String id = emitir(
                "'fecha_operacion':'2026-11-01','retencion_irpf':15,'notas':'Gracias',",
                "{'descripcion':'Cafetera','cantidad':2,'precio':1000.5,'descuento':10,'iva':21,'recargo':5.2}",
                item("50", 10),
                "{'descripcion':'Curso','cantidad':1,'precio':30,'exencion':'E1'}");
        String numero = shop.get(FACTURAS + "/" + id).at("/numero").asString();

        HttpResponse<byte[]> pdf = bajar(id, "pdf");

        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition")).contains("inline; filename=\"" + numero + ".pdf\"");
        assertThat(pdf.headers().firstValue("Cache-Control")).contains("no-cache, private");
        // 1800.90 + 50 + 30; 378.19 + 5; 93.65; 282.14 withheld
        assertThat(PdfLeido.de(pdf.body()).texto())
                .contains(numero, "Bar Manolo S.L.", "NIF B12345674", "Fecha de la operación 01/11/2026")
                .contains("Cafetera 2 1.000,50 10 % 21 % 5,2 % 1.800,90 €", "Curso 1 30,00 Exenta 30,00 €")
                .contains("21 % 1.800,90 € 378,19 € 5,2 % 93,65 €", "10 % 50,00 € 5,00 €", "Exenta 30,00 € 0,00 €")
                .contains("Base imponible 1.880,90 €", "Retención IRPF 15 % -282,14 €", "Total 2.075,60 €", "Gracias");
    }

    @Test
    void whatCorrectsOrStandsForOthersNamesThem() {
        var original = shop.emitir("", item("100", 21)).status(201);
        String numero = original.at("/numero").asString();
        String id = shop.post(FACTURAS + "/" + original.at("/id").asString() + "/rectificar", """
                        {"tipo":"diferencias","motivo":"Descuento pactado","items":[
                         {"descripcion":"Servicio","cantidad":-1,"precio":10,"iva":21}]}""")
                .status(201)
                .at("/id")
                .asString();
        assertThat(PdfLeido.de(bajar(id, "pdf").body()).texto())
                .contains("Factura rectificativa", "Rectifica la factura " + numero + ", de fecha ", "por diferencias")
                .contains("Motivo: Descuento pactado", "Base imponible -10,00 €", "Total -12,10 €");
        assertThat(new String(
                        bajar(id, "facturae.xml?direccion=Calle%20Mayor%201,%2028013%20Madrid")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains(
                        "<InvoiceNumber>" + numero + "</InvoiceNumber><ReasonCode>",
                        "<InvoiceTotal>-12.10</InvoiceTotal>");

        var simplificada = shop.emitir("'serie':'SIM',", item("20", 10)).status(201);
        String canje = shop.post(FACTURAS + "/canjear", """
                        {"facturas":["%s"],"cliente":{"nombre_completo":"Bar Manolo S.L.","cif_nif":"B12345674"}}""".formatted(
                                simplificada.at("/id").asString()))
                .status(201)
                .at("/id")
                .asString();
        assertThat(PdfLeido.de(bajar(canje, "pdf").body()).texto())
                .contains("Sustituye a las facturas simplificadas "
                        + simplificada.at("/numero").asString() + ".")
                .contains("Total 22,00 €");
    }

    @Test
    void theQrSaysTheSameInAllItsForms() {
        String id = emitir("'retencion_irpf':15,", item("100", 21));
        var factura = shop.get(FACTURAS + "/" + id);
        // what is withheld is not taken off
        String esperado =
                "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=%s&numserie=%s&fecha=%s&importe=121.00"
                        .formatted(
                                "B99999997",
                                factura.at("/numero").asString(),
                                factura.at("/fecha").asString().replaceAll("(\\d+)-(\\d+)-(\\d+)", "$3-$2-$1"));
        HttpResponse<byte[]> png = bajar(id, "qr.png");
        assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(QrLeido.enPng(png.body())).isEqualTo(esperado);
        HttpResponse<byte[]> svg = bajar(id, "qr.svg");
        assertThat(svg.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(QrLeido.enSvg(new String(svg.body(), StandardCharsets.UTF_8)))
                .isEqualTo(esperado);
        PdfLeido pdf = PdfLeido.de(bajar(id, "pdf").body());
        assertThat(pdf.qr().texto()).isEqualTo(esperado);
        // nothing is sent here
        assertThat(pdf.texto()).contains("QR tributario:").doesNotContain("VERI*FACTU");
    }

    @Test
    void facturaeIsMadeOfWhatTheInvoiceSays() {
        String id = shop.post(
                        FACTURAS,
                        "{%s 'items':[%s]}"
                                .formatted(CON_DIRECCION, item("100", 21))
                                .replace('\'', '"'))
                .status(201)
                .at("/id")
                .asString();
        HttpResponse<byte[]> xml = bajar(id, "facturae.xml");
        assertThat(xml.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(new String(xml.body(), StandardCharsets.UTF_8))
                .contains("<CorporateName>Bar Manolo S.L.</CorporateName>", "<Town>Madrid</Town>")
                .contains("<InvoiceTotal>121.00</InvoiceTotal>");
    }

    @Test
    void withoutTheClientsAddressFacturaeAsksForIt() {
        String path = FACTURAS + "/" + shop.unaFactura() + "/facturae.xml";
        shop.get(path).problem(409, "facturae_imposible").has("/errores/0/campo", "direccion");
        shop.get(path + "?direccion=en%20casa").problem(409, "facturae_imposible");
        assertThat(shop.download(path + "?direccion=Calle%20Mayor%201,%2028013%20Madrid")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "facturae.xml", "qr.png", "qr.svg"})
    void aDraftHasNoDocumentsAndWhatIsUnknownHasNone(String documento) {
        String borrador = emitir("'borrador':true,", item("1", 21));
        shop.get(FACTURAS + "/" + borrador + "/" + documento).problem(409, "factura_sin_emitir");
        shop.get(FACTURAS + "/" + UUID.randomUUID() + "/" + documento).problem(404, "factura_desconocida");
        shop.get(FACTURAS + "/x/" + documento).problem(404, "factura_desconocida");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "qr.png", "qr.svg", "facturae.xml?direccion=Calle%20Mayor%201,%2028013%20Madrid"})
    void whoHasItAlreadyIsToldSo(String documento) {
        String id = shop.unaFactura();
        String etag = bajar(id, documento).headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> otra = shop.download(FACTURAS + "/" + id + "/" + documento, "If-None-Match", etag);
        assertThat(otra.statusCode()).isEqualTo(304);
        assertThat(otra.body()).isEmpty();
        // paying changes no document
        shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":1}").status(201);
        assertThat(shop.download(FACTURAS + "/" + id + "/" + documento, "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatWouldLookDifferentIsMadeAgain() {
        String id = shop.unaFactura();
        String etag = bajar(id, "pdf").headers().firstValue("ETag").orElseThrow();
        assertThat(shop.download(FACTURAS + "/" + id + "/pdf?duplicado=true", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(200);
        shop.post(FACTURAS + "/" + id + "/anular", "{\"motivo\":\"Emitida dos veces\"}")
                .status(200);
        HttpResponse<byte[]> anulada = shop.download(FACTURAS + "/" + id + "/pdf", "If-None-Match", etag);
        assertThat(anulada.statusCode()).isEqualTo(200);
        assertThat(PdfLeido.de(anulada.body()).texto()).contains("ANULADA");
    }

    @Test
    void itsHeadersCanBeAskedForAlone() {
        String path = FACTURAS + "/" + shop.unaFactura() + "/pdf";
        var head = shop.send("HEAD", path, "").status(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(head.header("ETag")).isEqualTo(shop.get(path).header("ETag"));
        assertThat(Integer.parseInt(head.header("Content-Length"))).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource({"duplicado=quizas, parametro_desconocido", "color=rojo, parametro_desconocido"})
    void whatItIsNotAskedForIsRefused(String query, String codigo) {
        shop.get(FACTURAS + "/" + shop.unaFactura() + "/pdf?" + query).problem(400, codigo);
    }

    private HttpResponse<byte[]> bajar(String id, String documento) {
        HttpResponse<byte[]> respuesta = shop.download(FACTURAS + "/" + id + "/" + documento);
        assertThat(respuesta.statusCode())
                .as(new String(respuesta.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return respuesta;
    }

    private String emitir(String fields, String... items) {
        return shop.emitir(fields, items).status(201).at("/id").asString();
    }
}
