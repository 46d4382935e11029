package es.crmfactura.testing;

import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A program that says who it is with a key. */
public class KeyHolder extends HttpCaller {

    private final Environment environment;
    private final String key;
    private final String quien;

    private KeyHolder(Environment environment, String key, String quien) {
        super(environment);
        this.environment = environment;
        this.key = key;
        this.quien = quien;
    }

    /** Whoever has the key of the settings. */
    public static KeyHolder first(Environment environment) {
        return new KeyHolder(
                environment,
                environment.getRequiredProperty("crmfactura.security.admin-key"),
                "clave de administración de la configuración");
    }

    /** Somebody else, who may do everything too. */
    public KeyHolder another(String nombre) {
        return another(nombre, "administracion");
    }

    /** Somebody else, whose key is made with this one. */
    public KeyHolder another(String nombre, String rol) {
        JsonNode made = post(
                        "/api/claves", "{\"nombre\":\"%s\",\"rol\":\"%s\",\"por_segundo\":1000}".formatted(nombre, rol))
                .status(201)
                .at("");
        return new KeyHolder(
                environment,
                made.at("/secreta").asString(),
                "clave:" + made.at("/clave/id").asString() + " " + nombre);
    }

    /** As the audit log calls it. */
    public String quien() {
        return quien;
    }

    @Override
    public Answer send(String method, String path, String json, String... headers) {
        return super.send(method, path, json, withKey(headers));
    }

    @Override
    public Answer upload(String path, String contentType, byte[] file, String... headers) {
        return super.upload(path, contentType, file, withKey(headers));
    }

    private String[] withKey(String... headers) {
        return Stream.concat(Stream.of("X-API-Key", key), Stream.of(headers)).toArray(String[]::new);
    }
}
