package es.crmfactura.security.acceso;

import es.crmfactura.security.Rol;
import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Why somebody is not let in. */
abstract class Rechazo extends Problema {

    private Rechazo(HttpStatus status, String codigo, String detalle) {
        super(status, codigo, detalle);
    }

    static class NoIdentificado extends Rechazo {

        NoIdentificado() {
            super(
                    HttpStatus.UNAUTHORIZED,
                    "no_identificado",
                    "Identifíquese: envíe su clave en la cabecera X-API-Key, o un token en Authorization: Bearer. Si la"
                            + " envía, ya no vale o no es de este servicio.");
        }
    }

    static class SinPermiso extends Rechazo {

        SinPermiso(Rol necesario) {
            super(
                    HttpStatus.FORBIDDEN,
                    "sin_permiso",
                    "Hace falta el rol %s, y que su clave valga para este camino: pida otra a quien administra el servicio."
                            .formatted(necesario.name()));
        }
    }

    static class DemasiadasSolicitudes extends Rechazo {

        DemasiadasSolicitudes(int porSegundo) {
            super(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "demasiadas_solicitudes",
                    "Esta clave admite %d solicitudes por segundo. No se ha hecho nada: repita la solicitud cuando diga Retry-After."
                            .formatted(porSegundo));
        }
    }

    static class DireccionNoAdmitida extends Rechazo {

        DireccionNoAdmitida() {
            super(
                    HttpStatus.BAD_REQUEST,
                    "direccion_no_admitida",
                    "La dirección o una cabecera no son admisibles. Si llama al servicio por un nombre de servidor propio,"
                            + " quien lo administra tiene que indicarlo en CRMFACTURA_SECURITY_HOSTS.");
        }
    }
}
