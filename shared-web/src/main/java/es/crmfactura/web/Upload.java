package es.crmfactura.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A large body, taken as {@code @RequestBody Upload}: it may have {@code crmfactura.web.max-upload} bytes, lies in a file,
 * and is gone once the request has been answered. It is there as a whole before the method is called, so that a slow sender
 * holds no transaction open.
 */
public final class Upload {

    private final Path file;

    Upload(Path file) {
        this.file = file;
    }

    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    public long bytes() throws IOException {
        return Files.size(file);
    }
}
