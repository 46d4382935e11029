package es.crmfactura.factura.documentos;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.WebRequest;

/** Files in answers. They are kept by whoever asked, and made again only if they would become others. */
public final class Respuestas {

    /** Raised whenever the same invoice would give another file, and part of all that decides on it. */
    private static final String EDICION = "1";

    private Respuestas() {}

    /**
     * @param contenido all that decides what is in the file
     * @param fichero makes it
     * @return null if it is the one that the client has (304)
     */
    public static @Nullable ResponseEntity<byte[]> de(
            WebRequest request, MediaType tipo, String nombre, String contenido, Supplier<byte[]> fichero) {
        // weak, as a file that says the same is made with other bytes each time
        String etag = "W/\"%s\""
                .formatted(DigestUtils.md5DigestAsHex((EDICION + contenido).getBytes(StandardCharsets.UTF_8)));
        if (request.checkNotModified(etag)) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(tipo)
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(nombre).build().toString())
                .body(fichero.get());
    }
}
