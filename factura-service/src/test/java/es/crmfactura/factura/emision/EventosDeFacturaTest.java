package es.crmfactura.factura.emision;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class EventosDeFacturaTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    @Test
    void anIssuedInvoiceIsToldOfWithAllThatWasAnswered() {
        var answer = shop.emitir(
                        "",
                        item("100.00", 21),
                        "{'descripcion':'Libro','cantidad':5,'precio':12.5,'iva':4,'descuento':20}")
                .status(201);
        String id = answer.at("/id").asString();
        Event event = theOnlyEventOf(id);
        assertThat(event.source()).isEqualTo("factura");
        assertThat(event.aggregateId()).isEqualTo(id);
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.payload())
                .isEqualTo(new FacturaEmitida(
                        UUID.fromString(id),
                        answer.at("/numero").asString(),
                        "FAC",
                        LocalDate.parse(answer.at("/fecha").asString()),
                        LocalDate.parse(answer.at("/vencimiento").asString()),
                        new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"),
                        List.of(
                                linea("Servicio", "1", "100.00", "0", "21", "100.00"),
                                linea("Libro", "5", "12.5", "20", "4", "50.00")),
                        List.of(impuesto("4", "50.00", "2.00"), impuesto("21", "100.00", "21.00")),
                        new BigDecimal("150.00"),
                        new BigDecimal("23.00"),
                        new BigDecimal("173.00"),
                        null,
                        new BigDecimal("0.00"),
                        new BigDecimal("0.00"),
                        null));
    }

    @Test
    void withTheTaxInThePricesOthersAreStillToldPricesWithoutIt() {
        String id = shop.emitir("'iva_incluido':true,", item("121", 21))
                .status(201)
                .at("/id")
                .asString();
        assertThat(((FacturaEmitida) theOnlyEventOf(id).payload()).lineas())
                .containsExactly(linea("Servicio", "1", "100.0000", "0", "21", "100.00"));
    }

    @Test
    void theTraceOfTheRequestGoesOnWithTheEvent() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        var answer = shop.send(
                "POST", FACTURAS, factura("", item("1", 21)), "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        Event event = theOnlyEventOf(answer.status(201).at("/id").asString());
        assertThat(event.traceparent()).matches("00-" + trace + "-[0-9a-f]{16}-01");
    }

    private Event theOnlyEventOf(String facturaId) {
        List<Event> events = log.of(facturaId);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static FacturaEmitida.Linea linea(
            String descripcion, String cantidad, String precio, String descuento, String iva, String importe) {
        return new FacturaEmitida.Linea(
                descripcion,
                new BigDecimal(cantidad),
                new BigDecimal(precio),
                new BigDecimal(descuento),
                new BigDecimal(iva),
                new BigDecimal(importe),
                BigDecimal.ZERO,
                null);
    }

    private static FacturaEmitida.Impuesto impuesto(String tipo, String base, String cuota) {
        return new FacturaEmitida.Impuesto(
                new BigDecimal(tipo),
                new BigDecimal(base),
                new BigDecimal(cuota),
                BigDecimal.ZERO,
                new BigDecimal("0.00"),
                null);
    }
}
