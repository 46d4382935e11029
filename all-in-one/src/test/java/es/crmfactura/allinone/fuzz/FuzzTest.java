package es.crmfactura.allinone.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.allinone.OwnServices;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked, a service answers as it declares, and what it refuses has no effect. */
class FuzzTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** One request in so many is one of a story. */
    private static final int STORIES = 4;

    private final Run run = Run.asked();
    private final Random random = run.random();
    private final Findings findings = new Findings();
    private final Known known = new Known(random);
    /** One in so many is looked behind, which takes the longer the more there is. */
    private final int sparing = Math.max(20, run.inputs() / 500);

    private int endedEarly;

    @TempDir
    Path folder;

    private OwnServices services;
    private Connection superuser;
    private Books books;
    private Session session;
    private ErrorLog errors;

    @BeforeEach
    void start() throws IOException, SQLException {
        services = new OwnServices(folder.resolve("data"));
        superuser = services.superuser();
        books = new Books(superuser);
        session = new Session(
                Map.of("crm", new Wire(services.crmPort()), "factura", new Wire(services.facturaPort())),
                books,
                known,
                findings);
        errors = new ErrorLog();
    }

    @AfterEach
    void stop() throws IOException, SQLException {
        errors.close();
        session.close();
        superuser.close();
        services.close();
    }

    @Test
    void everyAnswerIsADeclaredOneAndWhatIsRefusedHasNoEffect() throws Exception {
        Api crm = Api.read("crm", services.crmPort());
        Api factura = Api.read("factura", services.facturaPort());
        List<Operation> operations = Stream.of(crm, factura)
                .flatMap(api -> api.operations().stream())
                .toList();
        var stories = new Stories(random, operations);
        var inputs = new Inputs(random, operations, Map.of("crm", drafts(crm), "factura", drafts(factura)));

        for (int i = 0; i < run.inputs(); i++) {
            if (random.nextInt(STORIES) == 0) {
                tell(stories);
            } else {
                ask(inputs.next());
            }
        }

        System.out.println("asked: " + session.asked());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(books.onTheWay()).isEmpty());
        books.broken().forEach(findings::add);
        errors.drain(findings::add);
        assertThat(ask("factura", "/api/verifactu/cadena").text()).contains("\"integra\":true");
        assertThat(findings.isEmpty()).as(findings.toString()).isTrue();
        assertThat(endedEarly).as("stories that odd requests have spoilt").isLessThan(5 + run.inputs() / 500);
    }

    private Drafts drafts(Api api) {
        return new Drafts(random, known, new Valid(random, known, api));
    }

    private void tell(Stories stories) {
        Request request = stories.next();
        Answer answer = session.ask(request);
        if (answer != null && !stories.goOn(answer)) {
            endedEarly++;
        }
    }

    private void ask(Request request) throws SQLException {
        if (random.nextInt(sparing) == 0) {
            session.askAndLookBehind(request);
        } else {
            session.ask(request);
        }
    }

    private Answer ask(String service, String path) {
        return Objects.requireNonNull(session.ask(Request.get(service, path)));
    }
}
