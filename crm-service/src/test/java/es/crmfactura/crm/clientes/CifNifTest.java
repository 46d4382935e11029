package es.crmfactura.crm.clientes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CifNifTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678Z",
                "B12345674",
                "X2482300W",
                "P2807900B",
                "ES12345678Z",
                "ESB12345674",
                " b12345674 ",
                "K1234567L"
            })
    void theControlIsRight(String text) {
        assertThat(new CifNif(text).isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678A",
                "ES12345678A",
                "B12345678",
                "X1111111A",
                "B1234567D",
                "P28079002",
                "1234",
                "",
                "FR12345678901",
                "ES",
                "12345678",
                "-2345678Z"
            })
    void theControlIsWrongOrThereIsNone(String text) {
        assertThat(new CifNif(text).isValid()).isFalse();
    }
}
