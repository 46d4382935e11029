package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class CorsTest {

    private static final String PAGE = "https://crm.example.com";

    @Nested
    @SpringBootTest
    @AutoConfigureMockMvc
    class WithoutOrigins {

        @Autowired
        private MockMvcTester http;

        @Test
        void noPageOfAnotherOriginIsLetIn() {
            assertThat(http.get().uri("/cosas").header(HttpHeaders.ORIGIN, PAGE))
                    .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }

    @Nested
    @SpringBootTest(properties = "crmfactura.web.cors-origins=https://crm.example.com,https://otra.example.com")
    @AutoConfigureMockMvc
    class WithOrigins {

        @Autowired
        private MockMvcTester http;

        @Test
        void theirPagesMayReadTheHeadersThatMatter() {
            assertThat(http.get().uri("/cosas").header(HttpHeaders.ORIGIN, PAGE))
                    .hasStatusOk()
                    .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, PAGE)
                    .hasHeader(
                            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                            "Location, ETag, Link, Retry-After, Idempotency-Replayed, Content-Disposition");
        }

        @Test
        void theirPagesAreToldBeforehandThatTheyMayWrite() {
            assertThat(http.options()
                            .uri("/cosas")
                            .header(HttpHeaders.ORIGIN, PAGE)
                            .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "PATCH")
                            .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type, if-match"))
                    .hasStatusOk()
                    .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, if-match");
        }

        @Test
        void othersAreNot() {
            assertThat(http.get().uri("/cosas").header(HttpHeaders.ORIGIN, "https://mala.example.org"))
                    .hasStatus(403)
                    .doesNotContainHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }
}
