package es.crmfactura.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that an operation does not have: a filter with a typing error would otherwise answer everything.
 * What it has are its {@code @RequestParam}s and the components of the records that it takes.
 */
class QueryParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final String HOUSE = "es.crmfactura.";

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(HOUSE)) {
            Set<String> parameters = known.computeIfAbsent(method, QueryParameters::of);
            List<String> unknown = request.getParameterMap().keySet().stream()
                    .filter(name -> !parameters.contains(name))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new ParametroDesconocido(unknown, parameters);
            }
        }
        return true;
    }

    private static Set<String> of(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(QueryParameters::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null) {
            return Stream.of(
                    annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name());
        }
        boolean body = parameter.hasParameterAnnotation(RequestBody.class);
        return parameter.getParameterType().isRecord() && !body
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(QueryParameters::name)
                : Stream.empty();
    }

    private static String name(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(BindParam.class)
                ? component.getAccessor().getAnnotation(BindParam.class).value()
                : component.getName();
    }

    /** A parameter that the operation does not have. */
    static class ParametroDesconocido extends Problema {

        ParametroDesconocido(List<String> unknown, Set<String> known) {
            super(
                    HttpStatus.BAD_REQUEST,
                    "parametro_desconocido",
                    known.isEmpty()
                            ? "Quite de la dirección los parámetros: aquí no hay ninguno."
                            : "Corrija o quite estos parámetros: " + String.join(", ", unknown) + ". Aquí hay: "
                                    + String.join(", ", known) + ".",
                    unknown.stream()
                            .map(name -> new CampoInvalido(name, "no es un parámetro de esta operación"))
                            .toList(),
                    Map.of());
        }
    }
}
