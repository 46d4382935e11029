package es.crmfactura.web;

import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns everything that can go wrong with a request into a problem that tells the client what to do, and nothing else. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemaAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemaAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problema(Problema problema) {
        return answer(problema, new HttpHeaders());
    }

    /** What stands encoded in the address is no text. */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException e) {
        return answer(Respuesta.SOLICITUD_INCORRECTA.problema(), new HttpHeaders());
    }

    /** Null where nobody waits for the answer any more. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("whoever asked has gone", e);
            return null;
        }
        return causes(e, SQLException.class)
                .map(ProblemaAdvice::ofDatabase)
                .flatMap(Optional::stream)
                .findFirst()
                .map(respuesta -> {
                    log.warn("{}: {}", respuesta.codigo(), e.getMessage());
                    return answer(respuesta.problema(), new HttpHeaders());
                })
                .orElseGet(() -> internalError(e));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return status.is5xxServerError()
                ? internalError(e)
                : answer(Respuesta.of(status.value()).problema(), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return e.getFieldErrors().stream()
                .filter(FieldError::isBindingFailure)
                .findFirst()
                .map(error ->
                        unknownValue(error.getField(), e.getBindingResult().getFieldType(error.getField())))
                .orElseGet(() -> problema(new CamposInvalidos(fields(e.getFieldErrors()))));
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return problema(new CamposInvalidos(e.getParameterValidationResults().stream()
                .flatMap(ProblemaAdvice::fields)
                .toList()));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        return unknownValue(name, e.getRequiredType());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return causes(e, Problema.class)
                .findFirst()
                .or(() -> causes(e, JacksonException.class).findFirst().flatMap(ProblemaAdvice::wrongType))
                .map(this::problema)
                .orElseGet(() -> handleExceptionInternal(e, null, headers, status, request));
    }

    /** The field whose JSON value is of another type than it should be, or beyond it; empty when the whole body is. */
    static Optional<Problema> wrongType(JacksonException e) {
        return e.getPath().isEmpty()
                ? Optional.empty()
                : expected(e)
                        .map(type -> new CamposInvalidos(List.of(CampoInvalido.deOtroTipo(path(e.getPath()), type))));
    }

    private static Optional<Class<?>> expected(JacksonException e) {
        if (e instanceof InputCoercionException number) {
            return Optional.ofNullable(number.getTargetType());
        }
        return e instanceof MismatchedInputException value
                ? Optional.ofNullable(value.getTargetType())
                : Optional.empty();
    }

    private static String path(List<JacksonException.Reference> references) {
        return references.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private ResponseEntity<Object> unknownValue(String parameter, @Nullable Class<?> expected) {
        var error = CampoInvalido.deOtroTipo(parameter, expected == null ? Object.class : expected);
        return problema(new Problema(
                HttpStatus.BAD_REQUEST,
                "parametro_desconocido",
                "Corrija el parámetro: " + error.campo() + " " + error.mensaje() + ".",
                List.of(error),
                Map.of()));
    }

    private static Stream<CampoInvalido> fields(ParameterValidationResult result) {
        RequestParam parameter = result.getMethodParameter().getParameterAnnotation(RequestParam.class);
        String name = parameter == null || parameter.name().isEmpty()
                ? CamposInvalidos.enJson(
                        String.valueOf(result.getMethodParameter().getParameterName()))
                : parameter.name();
        return result.getResolvableErrors().stream()
                .map(error -> error instanceof FieldError field
                        ? field(field)
                        : new CampoInvalido(name, String.valueOf(error.getDefaultMessage())));
    }

    private static List<CampoInvalido> fields(List<FieldError> errors) {
        return errors.stream().map(ProblemaAdvice::field).toList();
    }

    private static CampoInvalido field(FieldError error) {
        return new CampoInvalido(CamposInvalidos.enJson(error.getField()), String.valueOf(error.getDefaultMessage()));
    }

    /** What an error of the database means for the client; empty when it is a fault of ours. */
    private static Optional<Respuesta> ofDatabase(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        // only the pool gives none, and only when a connection is lost
        if (state.isEmpty()
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                // connection lost, deadlock or serialization, out of resources, stopped by its administrator
                || state.matches("(08|40|53|57).*")) {
            return Optional.of(Respuesta.NO_DISPONIBLE);
        }
        if (state.startsWith("23")) {
            return Optional.of(Respuesta.CONFLICTO);
        }
        return state.startsWith("22") ? Optional.of(Respuesta.VALOR_NO_ADMITIDO) : Optional.empty();
    }

    private ResponseEntity<Object> internalError(Exception e) {
        log.error("A request failed", e);
        return answer(Respuesta.ERROR_INTERNO.problema(), new HttpHeaders());
    }

    private ResponseEntity<Object> answer(Problema problema, HttpHeaders given) {
        var headers = new HttpHeaders(given);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problema.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        return new ResponseEntity<>(body(problema), headers, problema.status());
    }

    private static ProblemDetail body(Problema problema) {
        var body = ProblemDetail.forStatusAndDetail(problema.status(), problema.detalle());
        body.setType(URI.create("urn:crmfactura:problema:" + problema.codigo()));
        body.setTitle(Respuesta.of(problema.status().value()).titulo());
        body.setProperty("codigo", problema.codigo());
        problema.datos().forEach(body::setProperty);
        if (!problema.errores().isEmpty()) {
            body.setProperty("errores", problema.errores());
        }
        return body;
    }

    private static <T extends Throwable> Stream<T> causes(Throwable e, Class<T> type) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
