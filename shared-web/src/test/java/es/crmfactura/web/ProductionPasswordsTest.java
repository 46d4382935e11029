package es.crmfactura.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

class ProductionPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.password",
                "spring.flyway.password",
                "spring.rabbitmq.password",
                "crmfactura.security.admin-key"
            })
    void productionDoesNotStartWithADemoPassword(String property) {
        assertThatThrownBy(() -> start("produccion", property + "=demo-crm"))
                .hasMessageContaining(property)
                .hasMessageContaining("set one of your own");
    }

    @Test
    void productionStartsWithAPasswordOfItsOwn() {
        assertThatCode(() -> start("produccion", "spring.datasource.password=c0mpl1cada"))
                .doesNotThrowAnyException();
    }

    @Test
    void theDemoStartsWithADemoPassword() {
        assertThatCode(() -> start("default", "spring.datasource.password=demo-crm"))
                .doesNotThrowAnyException();
    }

    private static void start(String profile, String property) {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run("--spring.profiles.active=" + profile, "--" + property)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
