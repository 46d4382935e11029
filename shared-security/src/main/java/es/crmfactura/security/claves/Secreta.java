package es.crmfactura.security.claves;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A key as a program sends it: 256 random bits behind a prefix by which scanners for leaked secrets find it. */
public record Secreta(String texto) {

    public static final String PREFIJO = "crmf_";

    private static final int VISIBLE = PREFIJO.length() + 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secreta nueva() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return new Secreta(PREFIJO + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What is kept of it. */
    byte[] huella() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(texto.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String huellaEnHex() {
        return HexFormat.of().formatHex(huella());
    }

    String pista() {
        return texto.substring(0, VISIBLE) + "…";
    }

    /** Secrets are in no log. */
    @Override
    public String toString() {
        return PREFIJO + "…";
    }
}
