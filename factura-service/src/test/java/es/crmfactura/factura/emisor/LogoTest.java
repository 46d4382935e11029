package es.crmfactura.factura.emisor;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class LogoTest {

    private static final String LOGO = "/api/emisor/logo";

    @Autowired
    private ShopProgram shop;

    @AfterEach
    void takeItAway() {
        shop.send("DELETE", LOGO, "").status(204);
    }

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpeg, image/jpeg"})
    void itIsKeptAsItIsAndChangesTheInvoices(String formato, String tipo) throws IOException {
        byte[] logo = imagen(formato, 600, 200);
        String pdf = FACTURAS + "/" + shop.unaFactura() + "/pdf";
        String antes = shop.download(pdf).headers().firstValue("ETag").orElseThrow();

        shop.replace(LOGO, tipo, logo).status(204);

        var leido = shop.download(LOGO);
        assertThat(leido.body()).isEqualTo(logo);
        assertThat(leido.headers().firstValue("Content-Type")).contains(tipo);
        assertThat(shop.download(pdf, "If-None-Match", antes).statusCode()).isEqualTo(200);
        shop.send("DELETE", LOGO, "").status(204);
        shop.get(LOGO).problem(404, "sin_logo");
        assertThat(shop.download(pdf, "If-None-Match", antes).statusCode()).isEqualTo(304);
    }

    @Test
    void whatCannotBePrintedIsRefusedAndTheOldOneStays() throws IOException {
        byte[] logo = imagen("png", 10, 10);
        shop.replace(LOGO, "image/png", logo).status(204);
        byte[] cortado = Arrays.copyOf(imagen("jpeg", 100, 100), 300);
        byte[] enorme = imagen("png", 2001, 1);
        byte[] pesado = Arrays.copyOf(imagen("png", 10, 10), 512 * 1024 + 1);
        byte[] gif = imagen("gif", 10, 10);
        for (byte[] malo : new byte[][] {cortado, enorme, pesado, gif, "<svg/>".getBytes(), new byte[] {1}}) {
            shop.replace(LOGO, "image/png", malo).problem(422, "logo_no_valido");
        }
        shop.replace(LOGO, "image/svg+xml", "<svg/>".getBytes()).problem(415, "formato_no_admitido");
        assertThat(shop.download(LOGO).body()).isEqualTo(logo);
    }

    @Test
    void aFewBytesThatClaimToBeEnormousAreNotUnpacked() throws IOException {
        byte[] bomba = imagen("png", 10, 10);
        // the width is in the bytes 16 to 19; whether the checksum after it is right matters no more
        bomba[16] = 0x7f;
        shop.replace(LOGO, "image/png", bomba).problem(422, "logo_no_valido");
    }

    @ParameterizedTest
    @CsvSource({"#1F4E79, 200, #1f4e79", "azul, 422, ", "#12345, 422, ", "#1f4e7g, 422, "})
    void theColourIsWrittenAsOnPagesOfTheWeb(String color, int status, String kept) {
        var emisor = shop.put("/api/emisor", """
                        {"nombre":"Reformas Nuria S.L.","nif":"B99999997","direccion":"Calle Mayor 1","codigo_postal":"28013",
                         "municipio":"Madrid","provincia":"Madrid","color":"%s"}""".formatted(color)).status(status);
        if (status == 200) {
            emisor.has("/color", kept);
        } else {
            emisor.has("/errores/0/campo", "color");
        }
    }

    private static byte[] imagen(String formato, int ancho, int alto) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(ancho, alto, BufferedImage.TYPE_INT_RGB), formato, bytes);
        return bytes.toByteArray();
    }
}
