package es.crmfactura.factura.documentos.qr;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.documentos.QrLeido;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CodigoQrTest {

    private static final URI DIRECCION = URI.create("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
            + "?nif=B12345674&numserie=FAC-2026-000001&fecha=25-11-2026&importe=999999999999.99");

    private final CodigoQr codigo = new CodigoQr(DIRECCION);

    @Test
    void itIsReadAtAnySize() throws IOException {
        for (int pixeles : new int[] {2, 3, 10}) {
            BufferedImage imagen = ImageIO.read(new ByteArrayInputStream(codigo.png(pixeles)));
            assertThat(QrLeido.de(imagen).getText()).isEqualTo(DIRECCION.toString());
        }
    }

    @Test
    void fourModulesAroundItAreWhiteAndNoMore() throws IOException {
        BufferedImage imagen = ImageIO.read(new ByteArrayInputStream(codigo.png(1)));
        int lado = imagen.getWidth();
        assertThat(imagen.getHeight()).isEqualTo(lado);
        for (int i = 0; i < lado; i++) {
            for (int margen = 0; margen < 4; margen++) {
                assertThat(negro(imagen, i, margen)).isFalse();
                assertThat(negro(imagen, margen, i)).isFalse();
                assertThat(negro(imagen, i, lado - 1 - margen)).isFalse();
                assertThat(negro(imagen, lado - 1 - margen, i)).isFalse();
            }
        }
        assertThat(negro(imagen, 4, 4)).isTrue();
        assertThat(codigo.proporcionConMargen()).isEqualTo(lado / (lado - 8.0));
    }

    private static boolean negro(BufferedImage imagen, int x, int y) {
        return (imagen.getRGB(x, y) & 0xffffff) == 0;
    }
}
