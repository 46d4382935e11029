package es.crmfactura.web;

import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service what it needs to be asked over HTTP. */
@AutoConfiguration(
        before = ErrorMvcAutoConfiguration.class,
        after = {ValidationAutoConfiguration.class, HealthEndpointAutoConfiguration.class})
@EnableConfigurationProperties(WebProperties.class)
@PropertySource("classpath:es/crmfactura/web/defaults.properties")
class WebAutoConfiguration {

    /** Europe/Madrid, in microseconds: so that what is answered at once equals what the database has kept. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.system(ZoneId.of("Europe/Madrid")), Duration.ofNanos(1_000));
    }

    @Bean
    JsonConventions jsonConventions(Clock clock) {
        return new JsonConventions(clock.getZone());
    }

    @Bean
    MergePatch mergePatch(JsonMapper mapper, Validator validator) {
        return new MergePatch(mapper, validator);
    }

    @Bean
    ProblemaAdvice problemaAdvice() {
        return new ProblemaAdvice();
    }

    @Bean
    Cabeceras cabeceras(WebProperties properties) {
        return new Cabeceras(properties.requireIfMatch());
    }

    @Bean
    QueryParameters queryParameters() {
        return new QueryParameters();
    }

    /** Browsers' programs of other origins are let in only where origins are given. */
    @Bean
    @ConditionalOnProperty("crmfactura.web.cors-origins")
    WebMvcConfigurer cors(WebProperties properties) {
        return new WebMvcConfigurer() {
            @Override
            public void addCorsMappings(CorsRegistry registry) {
                registry.addMapping("/**")
                        .allowedOrigins(properties.corsOrigins().toArray(String[]::new))
                        .allowedMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                        .exposedHeaders(
                                "Location",
                                "ETag",
                                "Link",
                                "Retry-After",
                                "Idempotency-Replayed",
                                "Content-Disposition");
            }
        };
    }

    @Bean
    BodyLimit bodyLimit(WebProperties properties) {
        return new BodyLimit(properties.maxBody(), properties.maxUpload());
    }

    /** What tells how the service is gets answered in any case. */
    @Bean
    WebMvcConfigurer load(WebProperties properties) {
        var limit = new LoadLimit(properties.maxRequests(), properties.maxWait());
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(limit)
                        .excludePathPatterns("/health", "/actuator/**")
                        .order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    @Bean
    ConcreteMediaType concreteMediaType() {
        return new ConcreteMediaType();
    }

    @Bean
    AcceptFirst acceptFirst() {
        return new AcceptFirst();
    }

    @Bean
    ContainerErrors containerErrors() {
        return new ContainerErrors();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatRefusals() {
        return factory -> factory.addContextCustomizers(new TomcatRefusals());
    }

    @Bean
    WebMvcConfigurer uploads() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new UploadConverter());
            }
        };
    }

    @Bean
    ServicioController servicioController(
            HealthEndpoint health,
            Environment environment,
            WebProperties properties,
            ObjectProvider<BuildProperties> build) {
        return new ServicioController(
                health,
                environment.getProperty("spring.application.name", "crm-factura"),
                properties.titulo(),
                ApiDocumentation.version(build));
    }
}
