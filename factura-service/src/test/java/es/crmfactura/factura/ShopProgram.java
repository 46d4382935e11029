package es.crmfactura.factura;

import es.crmfactura.testing.HttpCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A shop's program, which issues its invoices here. */
@TestComponent
public class ShopProgram extends HttpCaller {

    public static final String FACTURAS = "/api/facturas";

    private static final AtomicInteger YEARS = new AtomicInteger(1599);

    ShopProgram(Environment environment) {
        super(environment);
    }

    /** A year of the past in which nobody else issues: its series begin at 1, and its invoices are overdue. */
    public static int unEjercicio() {
        return YEARS.incrementAndGet();
    }

    /** A body for an invoice of today to somebody with a tax id. {@code fields} go before the items, with ' for ". */
    public static String factura(String fields, String... items) {
        return """
                {"cliente":{"nombre_completo":"Bar Manolo S.L.","cif_nif":"B12345674"},%s "items":[%s]}""".formatted(fields, String.join(",", items)).replace('\'', '"');
    }

    /** An item of one unit without discount. */
    public static String item(String precio, int iva) {
        return "{'descripcion':'Servicio','cantidad':1,'precio':%s,'iva':%d}".formatted(precio, iva);
    }

    /** Issues; {@code fields} as in {@link #factura}. */
    public Answer emitir(String fields, String... items) {
        return post(FACTURAS, factura(fields, items));
    }

    /** Corrects one; {@code fields} are all but the reason, with ' for ". */
    public Answer rectificar(String id, String fields) {
        return post(
                FACTURAS + "/" + id + "/rectificar",
                "{'motivo':'Devuelve el género',%s}".formatted(fields).replace('\'', '"'));
    }

    public Answer pagar(String id, String importe) {
        return post(FACTURAS + "/" + id + "/pagos", "{\"importe\":" + importe + "}");
    }

    public Answer anular(String id) {
        return post(FACTURAS + "/" + id + "/anular", "{\"motivo\":\"Emitida por error\"}");
    }

    public Answer factura(String id) {
        return get(FACTURAS + "/" + id).status(200);
    }

    /** Whom it can invoice by the CRM's id, page by page. */
    public List<JsonNode> directorio() {
        List<JsonNode> clientes = new ArrayList<>();
        Answer page;
        do {
            page = get("/api/clientes?limit=100&skip=" + clientes.size()).status(200);
            page.at("/clientes").forEach(clientes::add);
        } while (clientes.size() < page.at("/total").asInt());
        return clientes;
    }

    /** An invoice of 121.00 that is there. @return its id */
    public String unaFactura() {
        return emitir("", item("100.00", 21)).status(201).at("/id").asString();
    }
}
