package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import es.crmfactura.web.SoloAdministracion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps {@link SoloAdministracion}. */
class AdministrationOnly implements HandlerInterceptor {

    static boolean isMeant(HandlerMethod method) {
        return method.hasMethodAnnotation(SoloAdministracion.class)
                || method.getBeanType().isAnnotationPresent(SoloAdministracion.class);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && isMeant(method)
                && Identidad.actual()
                        .filter(who -> who.tiene(Rol.administracion))
                        .isEmpty()) {
            throw new Rechazo.SinPermiso(Rol.administracion);
        }
        return true;
    }
}
