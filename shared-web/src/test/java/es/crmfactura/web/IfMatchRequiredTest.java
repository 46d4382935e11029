package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "crmfactura.web.require-if-match=true")
@AutoConfigureMockMvc
class IfMatchRequiredTest {

    @Autowired
    private MockMvcTester http;

    @Test
    void aChangeHasToSayFromWhichVersionItWasMade() {
        assertThat(cambio())
                .hasStatus(428)
                .bodyJson()
                .extractingPath("$.codigo")
                .isEqualTo("falta_if_match");
        assertThat(cambio().header("If-Match", "\"6\"")).hasStatus(412);
        assertThat(cambio().header("If-Match", "W/\"7\"")).hasStatus(412);
        assertThat(cambio().header("If-Match", "\"7\"")).hasStatusOk();
        assertThat(cambio().header("If-Match", "*")).hasStatusOk();
    }

    private MockMvcTester.MockMvcRequestBuilder cambio() {
        return http.patch()
                .uri("/cosas")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"nota_larga\":\"x\"}");
    }
}
