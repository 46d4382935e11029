package es.crmfactura.factura.documentos.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.FacturasDeEjemplo;
import es.crmfactura.factura.documentos.pdf.PdfLeido.Palabra;
import es.crmfactura.factura.documentos.qr.QrTributario;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

class FacturaImpresaTest {

    private static final URI COTEJO = URI.create("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
            + "?nif=B12345674&numserie=FAC-2026-000123&fecha=25-11-2026&importe=3728.62");

    static Stream<Arguments> ejemplos() {
        return Stream.of(
                Arguments.of("completa", FacturasDeEjemplo.completa()),
                Arguments.of("rectificativa", FacturasDeEjemplo.rectificativa()),
                Arguments.of("simplificada", FacturasDeEjemplo.simplificada()));
    }

    static byte[] imprimir(Documento factura, Membrete membrete, boolean duplicado) {
        return imprimir(factura, membrete, new QrTributario(COTEJO, true), duplicado);
    }

    private static byte[] imprimir(Documento factura, Membrete membrete, QrTributario qr, boolean duplicado) {
        return Imprenta.imprimir(new FacturaEnHtml(factura, membrete, qr, duplicado).pagina());
    }

    private static PdfLeido impresa(Documento factura) {
        return PdfLeido.de(imprimir(factura, Membrete.SIN_NADA, false));
    }

    @Test
    void itSaysAllThatTheLawAsksFor() {
        PdfLeido pdf = impresa(FacturasDeEjemplo.completa());
        assertThat(pdf.texto())
                .contains("Factura", "FAC-2026-000123", "Fecha de expedición 25/11/2026", "Vencimiento 25/12/2026")
                .contains("Distribuciones Hermanos Ibáñez S.L.", "NIF B12345674", "48003 Bilbao (Bizkaia)")
                .contains("Nuria Gómez Peña", "NIF 12345678Z", "Calle Mayor 1, 2.º A, 28013 Madrid")
                .contains("1 1.849,90 10 % 21 % 5,2 % 1.664,91 €", "30,5 11,2375 4 % 0,5 % 342,74 €")
                .contains("21 % 1.664,91 € 349,63 € 5,2 % 86,58 €", "10 % 924,00 € 92,40 € 1,4 % 12,94 €")
                .contains("4 % 342,74 € 13,71 € 0,5 % 1,71 €", "Exenta 240,00 € 0,00 €")
                .contains("Base imponible 3.171,65 €", "IVA 455,74 €", "Recargo de equivalencia 101,23 €")
                .contains("Retención IRPF 15 % -475,75 €", "Total 3.252,87 €")
                .contains("Operación exenta conforme al artículo 20 de la Ley 37/1992")
                .contains("Transferencia bancaria IBAN ES91 2100 0418 4502 0005 1332")
                .contains("albarán 4.217. Gracias por su confianza.", "Página 1 de 1");
        assertThat(pdf.titulo()).isEqualTo("Factura FAC-2026-000123");
        assertThat(pdf.idioma()).isEqualTo("es");
    }

    @Test
    void aRectificativaSaysWhatItCorrectsAndWhy() {
        assertThat(impresa(FacturasDeEjemplo.rectificativa()).texto())
                .contains(
                        "Factura rectificativa",
                        "Rectifica la factura FAC-2026-000123, de fecha 25/11/2026, por diferencias")
                .contains("Motivo: Devolución de dos sacos de café en mal estado", "-2 38,50 10 % 1,4 % -77,00 €")
                .contains("Total -74,23 €")
                .doesNotContain("Vencimiento", "IBAN");
    }

    @Test
    void aSimplifiedOneSaysSoAndHasNoColumnsThatNoLineNeeds() {
        assertThat(impresa(FacturasDeEjemplo.simplificada()).texto())
                .contains("Factura simplificada", "Descripción Cantidad Precio IVA Importe", "Total 48,35 €", "Tarjeta")
                .doesNotContain("R. E.", "Recargo", "Dto.", "IBAN");
    }

    /** Paper is not compared pixel by pixel: what is where, in mm, says what has moved, and can be read in a diff. */
    @ParameterizedTest
    @MethodSource("ejemplos")
    void everythingIsInItsPlace(String ejemplo, Documento factura) throws IOException {
        PdfLeido pdf = PdfLeido.de(imprimir(factura, LogoDeEjemplo.membrete(), false));
        Path target = Files.createDirectories(Path.of("target", "documentos"));
        ImageIO.write(
                pdf.imagen(1, 100), "png", target.resolve(ejemplo + ".png").toFile());
        Files.writeString(target.resolve(ejemplo + ".txt"), pdf.plano());
        assertThat(pdf.plano())
                .isEqualTo(
                        new ClassPathResource(ejemplo + ".txt", getClass()).getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void theQrComesFirstAndIsReadFromThePage() {
        PdfLeido pdf = impresa(FacturasDeEjemplo.completa());
        PdfLeido.Qr qr = pdf.qr();
        assertThat(qr.texto()).isEqualTo(COTEJO.toString());
        // between the middles of its corners, each seven modules wide, of 53: the whole is 53/46 as wide
        assertThat(qr.lado() * 53 / 46).isBetween(30.0, 40.0);
        List<Palabra> palabras = pdf.palabras();
        Palabra encima = unica(palabras, "QR tributario:");
        Palabra debajo = unica(palabras, "VERI*FACTU");
        assertThat(palabras.get(0)).isEqualTo(encima);
        assertThat(qr.arriba()).isBetween((double) encima.y(), (double) debajo.y());
    }

    /** The phrase is for who sends, the code for all (RD 1619/2012, art. 6.5). */
    @Test
    void whereNothingIsSentTheQrDoesNotPromiseIt() {
        PdfLeido pdf = PdfLeido.de(
                imprimir(FacturasDeEjemplo.completa(), Membrete.SIN_NADA, new QrTributario(COTEJO, false), false));
        assertThat(pdf.texto()).contains("QR tributario:").doesNotContain("VERI*FACTU");
        assertThat(pdf.qr().texto()).isEqualTo(COTEJO.toString());
    }

    private static Palabra unica(List<Palabra> palabras, String texto) {
        return palabras.stream()
                .filter(p -> p.texto().equals(texto))
                .reduce((a, b) -> {
                    throw new AssertionError("twice: " + texto);
                })
                .orElseThrow();
    }

    @Test
    void manyLinesGoOnOnPagesThatSayWhatTheirColumnsAre() {
        PdfLeido pdf = impresa(FacturasDeEjemplo.larga(200));
        int paginas = pdf.paginas();
        assertThat(paginas).isGreaterThan(5);
        assertThat(pdf.texto().split("según contrato", -1)).hasSize(201);
        IntStream.rangeClosed(1, paginas)
                .forEach(pagina -> assertThat(pdf.textoDe(pagina))
                        .contains("FAC-2026-000124", "Página %d de %d".formatted(pagina, paginas)));
        IntStream.rangeClosed(1, paginas - 1)
                .forEach(pagina -> assertThat(pdf.textoDe(pagina)).contains("Descripción Cantidad Precio IVA Importe"));
        assertThat(pdf.textoDe(1)).contains("QR tributario:");
        assertThat(pdf.textoDe(2)).doesNotContain("QR tributario:");
        assertThat(pdf.textoDe(paginas)).contains("Total 242,00 €");
    }

    @Test
    void nothingIsCutOffHoweverLongItIs() {
        String palabra = "W".repeat(200);
        PdfLeido pdf =
                impresa(FacturasDeEjemplo.conTextos(palabra, "Ñ".repeat(500), "í".repeat(300), "x".repeat(2000)));
        assertThat(pdf.palabras()).allSatisfy(p -> {
            assertThat(p.x()).isGreaterThanOrEqualTo(14);
            assertThat(p.fin()).isLessThanOrEqualTo(196);
            assertThat(p.y()).isLessThan(290);
        });
        // the issuer, its town, and the client
        assertThat(letras(pdf, 'W')).isGreaterThanOrEqualTo(3 * 200);
        assertThat(letras(pdf, 'Ñ')).isEqualTo(500);
        assertThat(letras(pdf, 'í')).isGreaterThanOrEqualTo(300);
        assertThat(letras(pdf, 'x')).isGreaterThanOrEqualTo(2000);
    }

    private static long letras(PdfLeido pdf, char letra) {
        return pdf.texto().chars().filter(c -> c == letra).count();
    }

    @Test
    void theLargestAmountsKeepTheirColumns() {
        assertThat(impresa(FacturasDeEjemplo.conImporte("999999999999.99")).texto())
                .contains("99.999.999,9999 99.999.999,9999 0 % 999.999.999.999,99 €", "Total 999.999.999.999,99 €");
    }

    @Test
    void whatComesFromOutsideIsShownAndNotObeyed() {
        String texto = "<b>&amp;</b> ]]> \"'</style><img src=\"file:///etc/passwd\"/>\u0007 fin";
        PdfLeido pdf = impresa(FacturasDeEjemplo.conTextos(texto, texto, texto, texto));
        assertThat(pdf.texto()).contains("<b>&amp;</b> ]]> \"'</style><img", "src=\"file:///etc/passwd\"/> fin");
    }

    @Test
    void aCopyAndACancelledOneSaySo() {
        var duplicado = PdfLeido.de(imprimir(FacturasDeEjemplo.larga(60), Membrete.SIN_NADA, true));
        assertThat(duplicado.textoDe(1)).contains("DUPLICADO");
        assertThat(impresa(FacturasDeEjemplo.completa()).texto()).doesNotContain("DUPLICADO", "ANULADA");
        PdfLeido anulada = impresa(FacturasDeEjemplo.anulada());
        IntStream.rangeClosed(1, anulada.paginas())
                .forEach(p -> assertThat(anulada.textoDe(p)).contains("ANULADA"));
    }
}
