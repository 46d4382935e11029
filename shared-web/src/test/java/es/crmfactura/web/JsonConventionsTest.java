package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
class JsonConventionsTest {

    @Autowired
    private JsonMapper json;

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:15:30+01:00,              2026-11-22T09:15:30Z",
        "2026-11-22T10:15:30+0100,               2026-11-22T09:15:30Z",
        "2026-11-22T10:15:30Z,                   2026-11-22T10:15:30Z",
        "2026-11-22T10:15:30.123456,             2026-11-22T09:15:30.123456Z",
        "2026-07-22T10:15:30.5,                  2026-07-22T08:15:30.5Z",
        "2026-11-22T10:15,                       2026-11-22T09:15:00Z",
        "2026-07-22,                             2026-07-21T22:00:00Z",
        "2026-11-22T10:15:30.123456789123Z,      2026-11-22T10:15:30.123456789Z",
        "2026-11-22T10:15:30.1234567-05:00,      2026-11-22T15:15:30.123456700Z",
        "0001-01-01T00:00:00,                    0001-01-01T00:14:44Z",
        "9999-12-31T23:59:59.9999999,            9999-12-31T22:59:59.999999Z",
    })
    void dateTimesAreReadWithAndWithoutAnOffset(String text, Instant expected) {
        assertThat(json.readValue("\"" + text + "\"", Instant.class)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31T23:59:59Z",
                "0001-01-01T00:00:00Z",
                "-0044-03-15T12:00:00Z",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59Z"
            })
    void dateTimesOfYearsWithoutFourDigitsAreRefused(String text) {
        assertThatThrownBy(() -> json.readValue("\"" + text + "\"", Instant.class))
                .isInstanceOf(MismatchedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483647", "0e2147483647", "-1e-2147483647", "\"1e999999\"", "1e100"})
    void amountsThatNobodyWouldWriteDownAreRefused(String text) {
        assertThatThrownBy(() -> json.readValue(text, BigDecimal.class)).isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void dateTimesAreAnsweredWithTheOffsetOfMadrid() {
        assertThat(json.writeValueAsString(Instant.parse("2026-11-22T09:15:30Z")))
                .isEqualTo("\"2026-11-22T10:15:30.000000+01:00\"");
        assertThat(json.writeValueAsString(Instant.parse("2026-07-22T09:15:30.123456Z")))
                .isEqualTo("\"2026-07-22T11:15:30.123456+02:00\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1900-12-31T12:00:00", "9999-12-31T23:59:59.999999"})
    void dateTimesAreTheSameWhenTheyAreReadAgain(String text) {
        Instant instant = json.readValue("\"" + text + "\"", Instant.class);
        String answered = json.writeValueAsString(instant);
        assertThat(answered).startsWith("\"" + text.substring(0, 10));
        assertThat(json.readValue(answered, Instant.class)).isEqualTo(instant);
    }

    @Test
    void amountsArePlainNumbersAndMayComeAsText() {
        assertThat(json.writeValueAsString(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(json.readValue("\"1234.50\"", BigDecimal.class)).isEqualByComparingTo("1234.50");
    }
}
