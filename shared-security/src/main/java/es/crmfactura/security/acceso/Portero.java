package es.crmfactura.security.acceso;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those who are turned away before any controller is asked, as the controllers would. */
class Portero {

    private final HandlerExceptionResolver problems;

    Portero(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException why) {
        if (problems.resolveException(request, response, null, why) == null) {
            throw why;
        }
    }

    void askWho(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Bearer, ApiKey header=\"X-API-Key\"");
        answer(request, response, new Rechazo.NoIdentificado());
    }
}
