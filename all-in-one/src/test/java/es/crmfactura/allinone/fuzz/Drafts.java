package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import es.crmfactura.allinone.fuzz.Operation.Parameter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes requests as an operation's description wants them. */
final class Drafts {

    private static final List<String> TABLES = List.of(
            "nombre_completo;email;cif_nif;estado;credito_disponible\nAna #;a#@example.com;;activo;10,50\n;;;;\n",
            "id,nombre,segmento\n#,Luis #,pyme\n#,Luis #,pyme\n",
            "cliente_id;tipo;valor;principal\n#;email;c#@example.com;si\n#;fax;1;tal vez\n",
            "referencia;cliente;cif_nif;descripcion;cantidad;precio;iva\nP#;Bar #;B12345674;Pan;2;1,10;10\nP#;Bar;;Vino;1;3;21\n");

    private final Random random;
    private final Known known;
    private final Valid valid;
    private final byte[] picture = picture();

    Drafts(Random random, Known known, Valid valid) {
        this.random = random;
        this.known = known;
        this.valid = valid;
    }

    Draft of(Operation operation) {
        var draft = new Draft(operation);
        operation.parametersIn("path").forEach(p -> draft.path.put(p.name(), encoded(operation, p)));
        operation.parametersIn("query").stream()
                .filter(p -> p.required() || random.nextInt(3) == 0)
                .forEach(p -> draft.query.add(p.name() + "=" + encoded(operation, p)));
        operation.parametersIn("header").stream()
                .filter(p -> p.required() || random.nextInt(4) == 0)
                .forEach(p -> draft.headers.add(p.name() + ": " + header(operation, p)));
        if (!operation.bodies().isEmpty()) {
            List<String> types = List.copyOf(operation.bodies().keySet());
            draft.mediaType = types.get(random.nextInt(types.size()));
            draft.body = body(operation, draft.mediaType);
        }
        return draft;
    }

    private String encoded(Operation operation, Parameter parameter) {
        return URLEncoder.encode(text(operation, parameter), UTF_8).replace("+", "%20");
    }

    private String text(Operation operation, Parameter parameter) {
        JsonNode value = valid.value(operation, parameter.name(), parameter.schema());
        return value.isValueNode() ? value.asString("") : value.path(0).asString("");
    }

    private String header(Operation operation, Parameter parameter) {
        return switch (parameter.name()) {
            case "If-Match" -> "\"" + random.nextInt(3) + "\"";
            case "Idempotency-Key" -> "clave-" + random.nextInt(1_000_000);
            default -> text(operation, parameter);
        };
    }

    private byte[] body(Operation operation, String mediaType) {
        byte @Nullable [] taken = known.body(operation);
        if (taken != null && random.nextBoolean() && mediaType.contains("json")) {
            return taken;
        }
        if (mediaType.contains("json")) {
            return valid.value(
                            operation,
                            "",
                            Objects.requireNonNull(operation.bodies().get(mediaType)))
                    .toString()
                    .getBytes(UTF_8);
        }
        return mediaType.startsWith("image/") ? picture : table();
    }

    private byte[] table() {
        String number = String.valueOf(random.nextInt(1_000_000));
        return TABLES.get(random.nextInt(TABLES.size())).replace("#", number).getBytes(UTF_8);
    }

    private static byte[] picture() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
