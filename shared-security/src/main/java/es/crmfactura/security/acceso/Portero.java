package es.crmfactura.security.acceso;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those who are turned away before any controller is asked, as the controllers would. */
class Portero {

    private final HandlerExceptionResolver problems;

    Portero(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException why) throws IOException {
        if (problems.resolveException(nameable(request), response, null, why) == null) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /** A problem names the address that it is about, and one such as // can't be named. */
    private static HttpServletRequest nameable(HttpServletRequest request) {
        try {
            URI.create(request.getRequestURI());
            return request;
        } catch (IllegalArgumentException e) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public String getRequestURI() {
                    return "/";
                }
            };
        }
    }

    void askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer, ApiKey header=\"X-API-Key\"");
        answer(request, response, new Rechazo.NoIdentificado());
    }
}
