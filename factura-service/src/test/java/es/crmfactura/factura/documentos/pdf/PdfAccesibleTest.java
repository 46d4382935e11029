package es.crmfactura.factura.documentos.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.FacturasDeEjemplo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What veraPDF, the reference checker of the PDF Association, finds in our PDFs. */
class PdfAccesibleTest {

    @BeforeAll
    static void start() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<Arguments> todas() throws IOException {
        var sinNada = Membrete.SIN_NADA;
        var png = LogoDeEjemplo.membrete();
        var jpeg = new Membrete("#ffcc00", new Membrete.Logo("image/jpeg", jpeg()));
        return Stream.of(
                        Arguments.of(FacturasDeEjemplo.completa(), png),
                        Arguments.of(FacturasDeEjemplo.rectificativa(), jpeg),
                        Arguments.of(FacturasDeEjemplo.simplificada(), sinNada),
                        Arguments.of(FacturasDeEjemplo.anulada(), sinNada),
                        Arguments.of(FacturasDeEjemplo.larga(60), sinNada),
                        Arguments.of(
                                FacturasDeEjemplo.conTextos(
                                        "中文 😀 \u200f العربية", "línea\ud83d\ude00", "שלום", "\u0001"),
                                sinNada))
                .flatMap(caso -> Stream.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)
                        .map(norma -> Arguments.of(caso.get()[0], caso.get()[1], norma)));
    }

    private static byte[] jpeg() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("todas")
    void itCanBeKeptAndReadAloud(Documento factura, Membrete membrete, PDFAFlavour norma) throws Exception {
        byte[] pdf = FacturaImpresaTest.imprimir(factura, membrete, true);
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), norma);
                var validator = Foundries.defaultInstance().createValidator(norma, false)) {
            assertThat(validator.validate(parser).getTestAssertions())
                    .extracting(TestAssertion::getMessage)
                    .isEmpty();
        }
    }
}
