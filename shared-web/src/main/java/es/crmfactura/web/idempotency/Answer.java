package es.crmfactura.web.idempotency;

import es.crmfactura.web.Versionado;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** What a request is answered, the first time and each time it is repeated. */
record Answer(
        int status, @Nullable String location, @Nullable String etag, byte @Nullable [] body) {

    /** @param returned by the controller's method */
    static Answer of(HandlerMethod method, @Nullable Object returned, JsonMapper json) {
        if (returned instanceof ResponseEntity<?> entity) {
            URI location = entity.getHeaders().getLocation();
            return of(
                    entity.getStatusCode().value(),
                    location == null ? null : location.toString(),
                    entity.getBody(),
                    json);
        }
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ResponseStatus.class);
        return of(status == null ? HttpStatus.OK.value() : status.code().value(), null, returned, json);
    }

    private static Answer of(int status, @Nullable String location, @Nullable Object body, JsonMapper json) {
        return new Answer(
                status,
                location,
                body instanceof Versionado versionado ? '"' + String.valueOf(versionado.version()) + '"' : null,
                body == null ? null : json.writeValueAsBytes(body));
    }

    ResponseEntity<byte[]> toResponse(boolean replayed) {
        var response = ResponseEntity.status(status);
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        if (etag != null) {
            response.header(HttpHeaders.ETAG, etag);
        }
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return body == null
                ? response.build()
                : response.contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
