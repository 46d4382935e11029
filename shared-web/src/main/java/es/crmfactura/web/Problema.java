package es.crmfactura.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A rule that a request has broken. Each rule is a subclass named after it; what it says here is all that the client gets
 * to see, as {@code application/problem+json}.
 */
public class Problema extends RuntimeException {

    private final HttpStatus status;
    private final String codigo;
    private final List<CampoInvalido> errores;
    private final Map<String, ?> datos;

    /**
     * @param codigo stable, for programs
     * @param detalle in Spanish, says what to do
     */
    protected Problema(HttpStatus status, String codigo, String detalle) {
        this(status, codigo, detalle, List.of(), Map.of());
    }

    /**
     * @param errores the fields at fault
     * @param datos further members of the answer, for instance the id of what exists already
     */
    protected Problema(
            HttpStatus status, String codigo, String detalle, List<CampoInvalido> errores, Map<String, ?> datos) {
        // no stack trace: it is an answer, not a fault of ours
        super(detalle, null, false, false);
        this.status = status;
        this.codigo = codigo;
        this.errores = List.copyOf(errores);
        this.datos = Map.copyOf(datos);
    }

    public HttpStatus status() {
        return status;
    }

    public String codigo() {
        return codigo;
    }

    public String detalle() {
        return String.valueOf(getMessage());
    }

    public List<CampoInvalido> errores() {
        return errores;
    }

    public Map<String, ?> datos() {
        return datos;
    }
}
