package es.crmfactura.crm;

import es.crmfactura.testing.HttpCaller;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** A billing program of another maker. */
@TestComponent
public class OldClient extends HttpCaller {

    OldClient(Environment environment) {
        super(environment);
    }

    /** A client that is there, of whom only the name matters. */
    public String unCliente() {
        return post("/api/crm/clientes", "{\"nombre_completo\":\"Cliente " + UUID.randomUUID() + "\"}")
                .status(201)
                .at("/id")
                .asString();
    }
}
