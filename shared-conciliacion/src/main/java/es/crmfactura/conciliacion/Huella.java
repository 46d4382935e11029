package es.crmfactura.conciliacion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The digest of a checkpoint, chained with the one before it: two that are equal stand for the same events from the first on. */
final class Huella {

    /** Before the first checkpoint. */
    static final String PRIMERA = "0".repeat(64);

    private Huella() {}

    /** @param eventos in the order of the log */
    static String de(String anterior, List<UUID> eventos) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(anterior.getBytes(StandardCharsets.US_ASCII));
            eventos.forEach(id -> digest.update(("\n" + id).getBytes(StandardCharsets.US_ASCII)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
