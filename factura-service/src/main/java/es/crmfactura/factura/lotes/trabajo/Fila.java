package es.crmfactura.factura.lotes.trabajo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A row that is to be checked or issued.
 *
 * @param contenido a JSON object, as it was sent
 * @param otra an earlier row of the same lote that has the same reference
 */
record Fila(
        int numero,
        @Nullable String referencia,
        String contenido,
        @Nullable Integer otra) {

    /** @param primera the first one with its reference, which may be this one */
    Fila tras(@Nullable Integer primera) {
        return primera == null || primera == numero ? this : new Fila(numero, referencia, contenido, primera);
    }

    byte[] huella() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(contenido.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
