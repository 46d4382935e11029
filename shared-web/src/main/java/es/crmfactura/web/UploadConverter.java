package es.crmfactura.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Puts the body of a request into a file that lasts as long as the request. */
class UploadConverter extends AbstractHttpMessageConverter<Upload> {

    UploadConverter() {
        super(MediaType.ALL);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Upload.class;
    }

    @Override
    protected Upload readInternal(Class<? extends Upload> type, HttpInputMessage message) throws IOException {
        Path file = Files.createTempFile("upload", null);
        RequestContextHolder.currentRequestAttributes()
                .registerDestructionCallback(file.toString(), () -> delete(file), RequestAttributes.SCOPE_REQUEST);
        Files.copy(message.getBody(), file, StandardCopyOption.REPLACE_EXISTING);
        return new Upload(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void writeInternal(Upload upload, HttpOutputMessage message) {
        throw new UnsupportedOperationException("an upload is never an answer");
    }
}
