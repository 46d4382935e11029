package es.crmfactura.web;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What is said about a status when no rule of a feature has more to say. */
enum Respuesta {
    SOLICITUD_INCORRECTA(
            HttpStatus.BAD_REQUEST,
            "Solicitud incorrecta",
            "No entendemos la solicitud: revise la dirección, sus parámetros y que el cuerpo sea JSON bien formado."),
    NO_ENCONTRADO(HttpStatus.NOT_FOUND, "No encontrado", "Aquí no hay nada: revise la dirección."),
    METODO_NO_ADMITIDO(
            HttpStatus.METHOD_NOT_ALLOWED,
            "Método no admitido",
            "Esta dirección no admite ese método; la cabecera Allow dice cuáles admite."),
    FORMATO_NO_DISPONIBLE(
            HttpStatus.NOT_ACCEPTABLE,
            "Formato no disponible",
            "No podemos responder en el formato que pide la cabecera Accept; pida application/json."),
    CONFLICTO(HttpStatus.CONFLICT, "Conflicto", "La solicitud no es compatible con lo que ya hay."),
    CUERPO_DEMASIADO_GRANDE(
            HttpStatus.CONTENT_TOO_LARGE,
            "Cuerpo demasiado grande",
            "El cuerpo de la solicitud es demasiado grande: envíe menos datos de una vez."),
    FORMATO_NO_ADMITIDO(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Formato no admitido",
            "Envíe el cuerpo como JSON, con la cabecera Content-Type: application/json; un fichero CSV, con text/csv, y una"
                    + " imagen, con image/png o image/jpeg."),
    VALOR_NO_ADMITIDO(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Datos no válidos",
            "Algún valor es demasiado grande o contiene caracteres que no se pueden guardar: revíselos."),
    NO_DISPONIBLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Servicio no disponible",
            "Ahora mismo no podemos acceder a los datos. No se ha guardado nada: repita la solicitud dentro de unos segundos."),
    SATURADO(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Servicio saturado",
            "Ahora mismo hay demasiadas solicitudes. No se ha guardado nada: repita la solicitud dentro de unos segundos."),
    ERROR_INTERNO(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Error interno",
            "Algo ha fallado por nuestra parte. Repita la solicitud; si vuelve a ocurrir, avise indicando la hora.");

    private final HttpStatus status;
    private final String titulo;
    private final String detalle;

    Respuesta(HttpStatus status, String titulo, String detalle) {
        this.status = status;
        this.titulo = titulo;
        this.detalle = detalle;
    }

    static Respuesta of(int status) {
        return Arrays.stream(values())
                .filter(respuesta -> respuesta.status.value() == status)
                .findFirst()
                .orElse(status < 500 ? SOLICITUD_INCORRECTA : ERROR_INTERNO);
    }

    String titulo() {
        return titulo;
    }

    String codigo() {
        return name().toLowerCase(Locale.ROOT);
    }

    Problema problema() {
        return new Problema(status, codigo(), detalle);
    }
}
