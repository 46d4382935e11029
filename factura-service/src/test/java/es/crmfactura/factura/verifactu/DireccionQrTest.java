package es.crmfactura.factura.verifactu;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DireccionQrTest {

    private static final LocalDate FECHA = LocalDate.of(2026, 9, 1);

    @Test
    void itNamesTheInvoiceToTheAgency() {
        assertThat(en(Entorno.PRODUCCION).de("B12345674", "FAC-2026-000001", FECHA, importe("241.4")))
                .hasToString("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
                        + "?nif=B12345674&numserie=FAC-2026-000001&fecha=01-09-2026&importe=241.40");
    }

    @Test
    void whoTriesThingsOutIsLedToTheAgencysTestService() {
        assertThat(en(Entorno.PRUEBAS).de("B12345674", "FAC-2026-000001", FECHA, importe("-10")))
                .hasToString("https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR"
                        + "?nif=B12345674&numserie=FAC-2026-000001&fecha=01-09-2026&importe=-10.00");
    }

    @Test
    void whatMeansSomethingElseInAnAddressIsEncoded() {
        assertThat(en(Entorno.PRODUCCION).de("B12345674", "12 34+5&G/33", FECHA, importe("1")))
                .hasToString("https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR"
                        + "?nif=B12345674&numserie=12%2034%2B5%26G%2F33&fecha=01-09-2026&importe=1.00");
    }

    private static DireccionQr en(Entorno entorno) {
        return new DireccionQr(entorno);
    }

    private static Importe importe(String euros) {
        return new Importe(new BigDecimal(euros));
    }
}
