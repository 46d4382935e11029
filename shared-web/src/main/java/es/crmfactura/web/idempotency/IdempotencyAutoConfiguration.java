package es.crmfactura.web.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** For every POST of a service that has a database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnBean({JdbcClient.class, TransactionOperations.class})
class IdempotencyAutoConfiguration {

    @Bean
    BodyFingerprint bodyFingerprint() {
        return new BodyFingerprint();
    }

    @Bean
    WebMvcRegistrations idempotentMethods(
            JdbcClient jdbc, Clock clock, TransactionOperations transaction, JsonMapper json) {
        var answers = new Answers(jdbc, clock);
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new RequestMappingHandlerAdapter() {
                    @Override
                    protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
                        return new IdempotentMethod(method, answers, transaction, json);
                    }
                };
            }
        };
    }

    /** Before the one that says what all problems look like. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OperationCustomizer idempotencyKey() {
        return (operation, handler) -> {
            RequestMapping mapping = handler.getMethodAnnotation(RequestMapping.class);
            boolean isPost = mapping != null && List.of(mapping.method()).contains(RequestMethod.POST);
            if (isPost && !handler.hasMethodAnnotation(NoRepetible.class)) {
                describe(operation);
            }
            return operation;
        };
    }

    private static void describe(Operation post) {
        post.addParametersItem(new HeaderParameter()
                .name(IdempotentMethod.KEY)
                .description(
                        "Una clave nueva para cada operación: si la repite con la misma solicitud antes de 24 horas,"
                                + " recibe la misma respuesta y no se hace dos veces")
                .schema(new StringSchema().maxLength(255))
                .example("7b0c2f1e-3f58-4c8e-9d2a-6a1b0c9d8e7f"));
        add(post, "409", "Otra solicitud con esa clave está en curso");
        add(post, "422", "Hay campos que corregir, o esa clave ya se usó para otra solicitud");
    }

    private static void add(Operation post, String status, String description) {
        post.getResponses().computeIfAbsent(status, s -> new ApiResponse().description(description));
    }
}
