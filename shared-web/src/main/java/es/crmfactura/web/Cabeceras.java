package es.crmfactura.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Sends the headers that {@link Versionado} and {@link Listado} stand for, and reads the one behind {@link Precondicion}. */
@RestControllerAdvice
class Cabeceras implements ResponseBodyAdvice<Object>, HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final boolean exigeIfMatch;

    Cabeceras(boolean exigeIfMatch) {
        this.exigeIfMatch = exigeIfMatch;
    }

    @Override
    public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter type,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Versionado versionado) {
            response.getHeaders().setETag('"' + String.valueOf(versionado.version()) + '"');
        }
        if (body instanceof Listado lista) {
            Enlaces.de(lista).ifPresent(enlaces -> response.getHeaders().add(HttpHeaders.LINK, enlaces));
        }
        return body;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Precondicion.class;
    }

    @Override
    public Precondicion resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String ifMatch = request.getHeader(HttpHeaders.IF_MATCH);
        if (ifMatch == null && exigeIfMatch) {
            throw new Precondicion.FaltaIfMatchException();
        }
        return new Precondicion(ifMatch == null ? null : ETag.parse(ifMatch));
    }
}
