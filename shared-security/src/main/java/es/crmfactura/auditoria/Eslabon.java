package es.crmfactura.auditoria;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sealed entry. What its huella has to be is computed here once more, and not by the database, which made it. */
record Eslabon(
        long posicion,
        long entrada,
        OffsetDateTime cuando,
        String quien,
        String rolBd,
        @Nullable String traza,
        String tabla,
        String operacion,
        String registro,
        List<String> columnas,
        byte[] huellaAnterior,
        byte[] huella) {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    /** @param anterior the huella of the one before it */
    boolean sigue(byte[] anterior) {
        return Arrays.equals(huellaAnterior, anterior) && Arrays.equals(huella, calculada());
    }

    private byte[] calculada() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(huellaAnterior);
            return sha256.digest(texto().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** Each field with its length in bytes before it. */
    private String texto() {
        String instante = MICROSECONDS.format(cuando.withOffsetSameInstant(ZoneOffset.UTC));
        return Stream.concat(
                        Stream.of(Long.toString(entrada), instante, quien, rolBd, traza, tabla, operacion, registro),
                        columnas.stream())
                .map(Eslabon::conLargo)
                .collect(Collectors.joining());
    }

    private static String conLargo(@Nullable String campo) {
        return campo == null ? "-" : campo.getBytes(StandardCharsets.UTF_8).length + ":" + campo;
    }
}
