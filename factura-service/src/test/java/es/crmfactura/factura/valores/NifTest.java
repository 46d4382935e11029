package es.crmfactura.factura.valores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NifTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678Z",
                "00000000T",
                "X2482300W",
                "Y0000000Z",
                "Z0000000M",
                "K1234567L",
                "B12345674",
                "P2807900B",
                "Q2826000H",
                "A58818501",
                "F12345674",
                "F1234567D"
            })
    void theControlIsRight(String text) {
        assertThat(Nif.de(text)).hasValue(new Nif(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678A",
                "B12345678",
                "X1111111A",
                "B1234567D",
                "P28079002",
                "I12345674",
                "12345678",
                "1234567Z",
                "123456789Z",
                "FR12345678901",
                "-",
                ""
            })
    void theControlIsWrongOrThereIsNone(String text) {
        assertThat(Nif.de(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "' b-12345674 ', B12345674",
        "12.345.678-z, 12345678Z",
        "ES12345678Z, 12345678Z",
        "es-b12345674, B12345674"
    })
    void itIsReadHoweverPeopleWriteIt(String text, String valor) {
        assertThat(Nif.de(text)).hasValue(new Nif(valor));
    }

    @Test
    void thereIsNoInvalidOne() {
        assertThatThrownBy(() -> new Nif("12345678A")).isInstanceOf(IllegalArgumentException.class);
    }
}
