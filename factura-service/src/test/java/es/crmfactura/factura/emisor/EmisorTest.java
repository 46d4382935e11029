package es.crmfactura.factura.emisor;

import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FacturaTest
class EmisorTest {

    private static final String EMISOR = "/api/emisor";
    private static final String NURIA = """
            {"nombre":"Reformas Nuria S.L.","nif":"B99999997","direccion":"Calle Mayor 1","codigo_postal":"28013",
             "municipio":"Madrid","provincia":"Madrid","email":"nuria@example.com"}""";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theIssuerIsSetAndRead() {
        shop.put(EMISOR, NURIA.replace("B99999997", " b-99999997"))
                .status(200)
                .has("/nif", "B99999997")
                .has("/iban", null);
        shop.get(EMISOR).status(200).has("/nombre", "Reformas Nuria S.L.").has("/codigo_postal", "28013");
    }

    @Test
    void anInvoiceKeepsItsIssuerAsItWas() {
        shop.put(EMISOR, NURIA).status(200);
        String factura = shop.unaFactura();
        shop.put(EMISOR, NURIA.replace("Nuria", "Otra")).status(200);
        assertThat(jdbc.sql("select emisor ->> 'nombre' from factura where id = ?")
                        .param(UUID.fromString(factura))
                        .query(String.class)
                        .single())
                .isEqualTo("Reformas Nuria S.L.");
    }

    @ParameterizedTest
    @CsvSource({
        "B99999997, B12345678, nif",
        "B99999997, '', nif",
        "28013, 2801, codigo_postal",
        "Reformas Nuria S.L., ' ', nombre",
        "nuria@example.com, nadie, email"
    })
    void whatAnInvoiceCannotSayOfItsIssuerIsRefused(String right, String wrong, String campo) {
        shop.put(EMISOR, NURIA).status(200);
        shop.put(EMISOR, NURIA.replace(right, wrong))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", campo);
        shop.get(EMISOR).has("/nombre", "Reformas Nuria S.L.").has("/email", "nuria@example.com");
    }

    @Test
    void withoutAnIssuerNothingIsIssued() throws SQLException {
        forgetTheIssuer();
        shop.get(EMISOR).problem(404, "emisor_sin_configurar");
        long told = log.count();
        long numbers = numbersGiven();
        shop.emitir("", item("1", 21)).problem(409, "emisor_sin_configurar");
        assertThat(log.count()).isEqualTo(told);
        assertThat(numbersGiven()).isEqualTo(numbers);
        shop.put(EMISOR, NURIA).status(200);
        shop.emitir("", item("1", 21)).status(201);
    }

    private static void forgetTheIssuer() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("delete from factura.emisor");
        }
    }

    private long numbersGiven() {
        return jdbc.sql("select coalesce(sum(ultimo), 0) from serie")
                .query(Long.class)
                .single();
    }
}
