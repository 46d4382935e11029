package es.crmfactura.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that an operation does not have: a filter with a typing error would otherwise answer everything.
 * What it has are its {@code @RequestParam}s, the components of the records that it takes, and what begins with the prefix of a
 * {@link ConPrefijo}, which is read here.
 */
class QueryParameters implements HandlerInterceptor, HandlerMethodArgumentResolver, WebMvcConfigurer {

    private static final String HOUSE = "es.crmfactura.";

    /** Stands for any end of a name. */
    private static final String ANY = "*";

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ConPrefijo.class);
    }

    @Override
    public Map<String, List<String>> resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String prefix = prefix(parameter);
        return request.getParameterMap().entrySet().stream()
                .filter(given -> given.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        given -> given.getKey().substring(prefix.length()), given -> List.of(given.getValue())));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(HOUSE)) {
            Set<String> parameters = known.computeIfAbsent(method, QueryParameters::of);
            List<String> unknown = request.getParameterMap().keySet().stream()
                    .filter(name -> parameters.stream().noneMatch(parameter -> isCalled(name, parameter)))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new ParametroDesconocido(unknown, parameters);
            }
        }
        return true;
    }

    private static boolean isCalled(String name, String parameter) {
        return parameter.endsWith(ANY)
                ? name.startsWith(parameter.substring(0, parameter.length() - ANY.length()))
                : name.equals(parameter);
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
        if (parameter.hasParameterAnnotation(ConPrefijo.class)) {
            return Stream.of(prefix(parameter) + ANY);
        }
        boolean body = parameter.hasParameterAnnotation(RequestBody.class);
        return parameter.getParameterType().isRecord() && !body
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(QueryParameters::name)
                : Stream.empty();
    }

    private static String prefix(MethodParameter parameter) {
        return Objects.requireNonNull(parameter.getParameterAnnotation(ConPrefijo.class))
                .value();
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
