package es.crmfactura.crm.clientes;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.campos.Campos;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HuellaTest {

    private static final DatosDeCliente ANA = new DatosDeCliente(
            "Ana", null, null, null, null, null, "pyme", null, null, null, new BigDecimal("1500.50"), null);

    /** They are kept: a row that was taken in years ago must be found again. */
    @Test
    void whoHasNoFieldsOfItsOwnHasTheFingerprintThatThereWasBeforeThem() {
        assertThat(Huella.de(ANA)).isEqualTo("65993b553ef54e70c6318534d1546dc8ba962960a0cee2a1b745f4b33ff901ca");
    }

    @Test
    void whatIsInFieldsOfItsOwnTellsRowsApart() {
        assertThat(Huella.de(con("1.50")))
                .isEqualTo(Huella.de(con("1.5")))
                .isNotEqualTo(Huella.de(con("2")))
                .isNotEqualTo(Huella.de(ANA));
    }

    private static DatosDeCliente con(String numero) {
        return ANA.conCampos(new Campos(Map.of("numero", new BigDecimal(numero))));
    }
}
