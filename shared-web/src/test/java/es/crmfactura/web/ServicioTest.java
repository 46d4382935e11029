package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = {"spring.application.name=cosas", "crmfactura.web.titulo=Cosas de prueba"})
@AutoConfigureMockMvc
class ServicioTest {

    @Autowired
    private MockMvcTester http;

    private static Health database = Health.up().build();

    @Test
    void itSaysWhoItIs() {
        assertThat(http.get().uri("/"))
                .bodyJson()
                .isEqualTo(
                        "{\"status\":\"ok\",\"message\":\"Cosas de prueba\",\"version\":\"desarrollo\",\"docs\":\"/docs\"}");
        assertThat(http.get().uri("/api/version"))
                .bodyJson()
                .isEqualTo("{\"version\":\"desarrollo\",\"name\":\"cosas\"}");
    }

    @Test
    void itIsHealthyAndShowsItsParts() {
        database = Health.up().withDetail("lag", 3).build();
        var answer = http.get()
                .uri("/health")
                .with(request -> {
                    request.addUserRole("LECTURA");
                    return request;
                })
                .exchange();
        assertThat(answer).hasStatusOk();
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"status\":\"healthy\",\"service\":\"cosas\",\"details\":{\"prueba\":{\"status\":\"UP\",\"lag\":3}}}");
    }

    @Test
    void strangersDoNotSeeItsParts() {
        database = Health.up().withDetail("lag", 3).build();
        assertThat(http.get().uri("/health"))
                .hasStatusOk()
                .bodyJson()
                .isEqualTo("{\"status\":\"healthy\",\"service\":\"cosas\",\"details\":{}}");
    }

    @Test
    void itIsUnhealthyWithoutTellingTheException() {
        database = Health.down(new IllegalStateException("secreto")).build();
        var answer = http.get().uri("/health").exchange();
        assertThat(answer).hasStatus(503);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo("unhealthy");
        assertThat(answer).bodyText().doesNotContain("secreto");
    }

    @Test
    void itDocumentsItselfWithTheNamesOfTheWire() {
        var document = http.get().uri("/openapi.json").exchange();
        assertThat(document).bodyJson().extractingPath("$.openapi").asString().startsWith("3.1");
        assertThat(document).bodyJson().extractingPath("$.info.title").isEqualTo("Cosas de prueba");
        assertThat(document)
                .bodyJson()
                .extractingPath("$.components.schemas.Cosa.properties")
                .asMap()
                .containsKeys("nombre_completo", "nota_larga");
        assertThat(document)
                .bodyJson()
                .extractingPath(
                        "$.paths['/cosas'].post.responses['422'].content['application/problem+json'].schema.$ref")
                .isEqualTo("#/components/schemas/Problema");
        assertThat(document)
                .bodyJson()
                .extractingPath("$.paths['/cosas/medidas'].get.responses")
                .asMap()
                .containsKey("422");
        assertThat(document)
                .bodyJson()
                .extractingPath("$.components.schemas.Problema.properties")
                .asMap()
                .containsKeys("codigo", "detail", "errores");
        assertThat(http.get().uri("/docs")).hasStatus3xxRedirection();
    }

    @TestConfiguration
    static class Indicators {

        @Bean
        HealthIndicator prueba() {
            return () -> database;
        }
    }
}
