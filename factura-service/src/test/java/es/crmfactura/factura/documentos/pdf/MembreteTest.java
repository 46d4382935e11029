package es.crmfactura.factura.documentos.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembreteTest {

    /** WCAG 2.1, 1.4.3: #767676 is the lightest grey that may be read on white. */
    @ParameterizedTest
    @CsvSource({"#767676, #767676", "#777777, #222222", "#ffcc00, #222222", "#8a3324, #8a3324"})
    void wordsAreInTheIssuersColourIfThatCanBeRead(String color, String deTexto) {
        assertThat(new Membrete(color, null).estilo())
                .contains("h1 { font-size: 19pt; line-height: 1.1; font-weight: bold; color: " + deTexto + "; }")
                .contains(".raya { border-top: 0.6mm solid " + color);
    }
}
