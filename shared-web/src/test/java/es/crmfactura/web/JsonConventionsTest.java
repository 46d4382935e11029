package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
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
    })
    void dateTimesAreReadWithAndWithoutAnOffset(String text, Instant expected) {
        assertThat(json.readValue("\"" + text + "\"", Instant.class)).isEqualTo(expected);
    }

    @Test
    void dateTimesAreAnsweredWithTheOffsetOfMadrid() {
        assertThat(json.writeValueAsString(Instant.parse("2026-11-22T09:15:30Z")))
                .isEqualTo("\"2026-11-22T10:15:30.000000+01:00\"");
        assertThat(json.writeValueAsString(Instant.parse("2026-07-22T09:15:30.123456Z")))
                .isEqualTo("\"2026-07-22T11:15:30.123456+02:00\"");
    }

    @Test
    void amountsArePlainNumbersAndMayComeAsText() {
        assertThat(json.writeValueAsString(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(json.readValue("\"1234.50\"", BigDecimal.class)).isEqualByComparingTo("1234.50");
    }
}
