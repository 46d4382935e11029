package es.crmfactura.factura.emisor;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Lets the demo issue invoices at once. */
@Component
@ConditionalOnBooleanProperty("crmfactura.demo")
class EmisorDeDemostracion implements ApplicationRunner {

    private final Emisores emisores;

    EmisorDeDemostracion(Emisores emisores) {
        this.emisores = emisores;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (!emisores.existsById(Emisor.UNICO)) {
            emisores.save(new Emisor(new DatosDelEmisor(
                    "Empresa de Demostración S.L.",
                    "B99999997",
                    "Calle Mayor 1",
                    "28013",
                    "Madrid",
                    "Madrid",
                    "demo@example.com",
                    null,
                    null,
                    null)));
        }
    }
}
