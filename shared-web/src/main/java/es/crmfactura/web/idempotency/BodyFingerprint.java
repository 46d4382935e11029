package es.crmfactura.web.idempotency;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Takes the fingerprint of a body while it is read, of those requests that come with a key. */
@RestControllerAdvice
class BodyFingerprint extends RequestBodyAdviceAdapter {

    private static final String ATTRIBUTE = BodyFingerprint.class.getName();

    /** Of the body that the request has had; empty if it had none. */
    static byte[] of(RequestAttributes request) {
        return request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof MessageDigest digest
                ? digest.digest()
                : new byte[0];
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        if (message.getHeaders().getFirst(IdempotentMethod.KEY) == null) {
            return message;
        }
        MessageDigest digest = sha256();
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ATTRIBUTE, digest, RequestAttributes.SCOPE_REQUEST);
        return new Digested(message.getHeaders(), new DigestInputStream(message.getBody(), digest));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private record Digested(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }
}
