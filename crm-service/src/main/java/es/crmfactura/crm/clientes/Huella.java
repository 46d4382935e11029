package es.crmfactura.crm.clientes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fingerprint of what a record says. What it leaves open does not count, so that it may get more to say. */
final class Huella {

    private static final JsonMapper JSON = new JsonMapper();

    private Huella() {}

    static String de(Object datos) {
        var campos = JSON.valueToTree(datos).properties().stream()
                .filter(campo -> !abierto(campo.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return HexFormat.of().formatHex(sha256().digest(campos.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean abierto(JsonNode valor) {
        return valor.isNull() || valor.isContainer() && valor.isEmpty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
