package es.crmfactura.security.acceso;

import es.crmfactura.security.Rol;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Says in the OpenAPI document how to say who one is, and which role each operation needs. */
@AutoConfiguration
class AccessDocumentation {

    private static final String KEY = "clave";
    private static final String TOKEN = "token";

    @Bean
    OpenApiCustomizer schemes() {
        return AccessDocumentation::describe;
    }

    private static void describe(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(ApiKeyFilter.HEADER)
                                .description("Una clave de /api/claves"))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("Un token del proveedor de identidad, si el servicio tiene uno"));
        // none as well: an open service asks nobody
        api.addSecurityItem(new SecurityRequirement().addList(KEY))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN))
                .addSecurityItem(new SecurityRequirement());
    }

    /** Before the one that says what all problems look like. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OperationCustomizer refusals() {
        return (operation, handler) -> {
            Rol needed = needed(handler);
            operation.addExtension("x-rol", needed.name());
            add(operation, "401", "Falta la clave o el token, o ya no valen");
            add(operation, "403", "Hace falta el rol " + needed.name());
            add(operation, "429", "Demasiadas solicitudes; Retry-After dice cuándo repetir");
            return operation;
        };
    }

    private static void add(Operation operation, String status, String description) {
        operation.getResponses().computeIfAbsent(status, s -> new ApiResponse().description(description));
    }

    private static Rol needed(HandlerMethod handler) {
        if (AdministrationOnly.isMeant(handler)) {
            return Rol.administracion;
        }
        RequestMapping mapping = handler.getMethodAnnotation(RequestMapping.class);
        boolean reads = mapping != null && List.of(mapping.method()).contains(RequestMethod.GET);
        return reads ? Rol.lectura : Rol.escritura;
    }
}
