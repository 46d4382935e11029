package es.crmfactura.crm.clientes;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sends whoever asks for a client that was merged into another to the same address of the other: 308, as RFC 9110 section
 * 15.4.9 has it, so that a POST stays a POST.
 */
@Component
class RedireccionDeFusionados implements HandlerExceptionResolver, Ordered, OpenApiCustomizer {

    private final FusionDeClientes fusion;

    RedireccionDeFusionados(FusionDeClientes fusion) {
        this.fusion = fusion;
    }

    /** Before it becomes a 404. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (!(e instanceof ClienteDesconocido)
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path)
                || !(path.get("id") instanceof String pedido)) {
            return null;
        }
        return ClienteId.read(pedido)
                .flatMap(id -> fusion.destinoDe(id.value()))
                .map(destino -> redirigir(request, response, pedido, destino))
                .orElse(null);
    }

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().forEach((path, item) -> {
            if (path.startsWith("/api/crm/clientes/{id}")) {
                item.readOperations()
                        .forEach(
                                operation -> operation
                                        .getResponses()
                                        .addApiResponse(
                                                "308",
                                                new ApiResponse()
                                                        .description(
                                                                "Se fusionó con otro: repita la solicitud donde dice Location")));
            }
        });
    }

    private static ModelAndView redirigir(
            HttpServletRequest request, HttpServletResponse response, String pedido, UUID destino) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
        response.setHeader(HttpHeaders.LOCATION, request.getRequestURI().replace(pedido, destino.toString()) + query);
        return new ModelAndView();
    }
}
