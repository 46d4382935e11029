package es.crmfactura.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses bodies that are too large, also those whose length is not declared; Tomcat limits only forms. An {@link Upload}
 * may be larger than the others, which are read into memory.
 */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    private final DataSize inMemory;
    private final DataSize upload;

    BodyLimit(DataSize inMemory, DataSize upload) {
        this.inMemory = inMemory;
        this.upload = upload;
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
        long limit = (parameter.getParameterType() == Upload.class ? upload : inMemory).toBytes();
        check(message.getHeaders().getContentLength(), limit);
        return new Limited(message.getHeaders(), new Counted(message.getBody(), limit));
    }

    private static void check(long bytes, long limit) {
        if (bytes > limit) {
            throw Respuesta.CUERPO_DEMASIADO_GRANDE.problema();
        }
    }

    private record Limited(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }

    private static class Counted extends FilterInputStream {

        private final long limit;
        private long count;

        Counted(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            check(read < 0 ? count : ++count, limit);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            check(count, limit);
            return read;
        }
    }
}
