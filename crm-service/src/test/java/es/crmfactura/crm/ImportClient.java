package es.crmfactura.crm;

import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Somebody who has a file. */
@TestComponent
public class ImportClient extends HttpCaller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ImportClient(Environment environment) {
        super(environment);
    }

    /** What became of it, once it is done. */
    public Answer importar(String tipo, String csv) {
        return terminada(enviar("tipo=" + tipo, csv, StandardCharsets.UTF_8));
    }

    public Answer ensayar(String tipo, String csv) {
        return terminada(enviar("ensayo=true&tipo=" + tipo, csv, StandardCharsets.UTF_8));
    }

    public Answer enviar(String query, String csv, Charset charset) {
        return upload("/api/crm/importaciones?" + query, "text/csv", csv.getBytes(charset));
    }

    public Answer terminada(Answer recibida) {
        String donde = recibida.status(202).header("Location");
        await().atMost(PATIENCE)
                .until(() -> !get(donde).status(200).at("/fecha_fin").isNull());
        return get(donde).has("/estado", "terminada").has("/porcentaje", 100);
    }

    /** The report of refused rows. */
    public String rechazadas(Answer importacion) {
        return get("/api/crm/importaciones/" + importacion.at("/id").asString() + "/rechazadas.csv")
                .status(200)
                .response()
                .body();
    }
}
