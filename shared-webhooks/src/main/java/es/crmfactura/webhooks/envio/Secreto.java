package es.crmfactura.webhooks.envio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What sender and receiver both know, and sign with (Standard Webhooks, symmetric signatures).
 *
 * @param texto {@code whsec_} and the key in base64
 */
public record Secreto(String texto) {

    private static final String PREFIX = "whsec_";
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secreto nuevo() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new Secreto(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** One signature with its version, for the header {@code webhook-signature}. */
    String firma(String id, long timestamp, byte[] cuerpo) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(texto.substring(PREFIX.length())), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(cuerpo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Secrets are in no log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
