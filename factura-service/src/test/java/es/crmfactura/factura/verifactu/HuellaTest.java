package es.crmfactura.factura.verifactu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HuellaTest {

    private static final String PRIMERA = "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60";

    /** The three examples that the agency gives. */
    @Test
    void itIsWhatTheAgencyComputesForTheSameRecords() {
        assertThat(Huella.deAlta(
                        new Referencia("89890001K", "12345678/G33", "01-01-2024"),
                        "F1",
                        "12.35",
                        "123.45",
                        null,
                        "2024-01-01T19:20:30+01:00"))
                .isEqualTo(PRIMERA);
        assertThat(Huella.deAlta(
                        new Referencia("89890001K", "12345679/G34", "01-01-2024"),
                        "F1",
                        "12.35",
                        "123.45",
                        PRIMERA,
                        "2024-01-01T19:20:35+01:00"))
                .isEqualTo("F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97");
        assertThat(Huella.deAnulacion(
                        new Referencia("89890001K", "12345679/G34", "01-01-2024"),
                        "F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97",
                        "2024-01-01T19:20:40+01:00"))
                .isEqualTo("177547C0D57AC74748561D054A9CEC14B4C4EA23D1BEFD6F2E69E3A388F90C68");
    }

    @Test
    void spacesAroundAValueDoNotCount() {
        assertThat(Huella.deAlta(
                        new Referencia(" 89890001K", "12345678/G33 ", "01-01-2024"),
                        "F1",
                        " 12.35 ",
                        "123.45",
                        "",
                        "2024-01-01T19:20:30+01:00"))
                .isEqualTo(PRIMERA);
    }
}
