package es.crmfactura.security.acceso;

import es.crmfactura.web.Problema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those who are turned away before any controller is asked, as the controllers would. */
class Portero {

    private final HandlerExceptionResolver problems;

    Portero(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException why) throws IOException {
        if (problems.resolveException(request, response, null, why) == null) {
            // of an address such as // no problem can be made; who answers then knows only the status
            response.sendError(
                    why instanceof Problema problema
                            ? problema.status().value()
                            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    void askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer, ApiKey header=\"X-API-Key\"");
        answer(request, response, new Rechazo.NoIdentificado());
    }
}
