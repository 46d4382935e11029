package es.crmfactura.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is refused on its way here, such as a method that nobody answers, is a problem like any other. */
@RestController
@Hidden
class ContainerErrors implements ErrorController {

    @RequestMapping("/error")
    void error(HttpServletRequest request) {
        throw request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Respuesta.of(status).problema()
                : Respuesta.NO_ENCONTRADO.problema();
    }
}
