package es.crmfactura.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a service says was done. */
public record AuditLog(HttpCaller administrator) {

    /** What was done to a record, the latest first, as {@code cambio email,notas}. */
    public List<String> of(String tabla, String registro) {
        return entries("tabla=" + tabla + "&registro=" + registro).stream()
                .map(AuditLog::deed)
                .toList();
    }

    /** Who did that, the latest first. */
    public List<String> by(String tabla, String registro) {
        return entries("tabla=" + tabla + "&registro=" + registro).stream()
                .map(entry -> entry.at("/quien").asString())
                .toList();
    }

    /** What somebody did, the latest first, as {@code cliente cambio email,notas}. */
    public List<String> of(String quien) {
        return entries("quien=" + URLEncoder.encode(quien, StandardCharsets.UTF_8)).stream()
                .map(entry -> entry.at("/tabla").asString() + " " + deed(entry))
                .toList();
    }

    private static String deed(JsonNode entry) {
        String columns = StreamSupport.stream(entry.at("/columnas").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(","));
        return (entry.at("/operacion").asString() + " " + columns).strip();
    }

    public List<JsonNode> entries(String query) {
        return administrator
                .get("/api/auditoria?limit=100&" + query)
                .status(200)
                .at("/entradas")
                .valueStream()
                .toList();
    }
}
