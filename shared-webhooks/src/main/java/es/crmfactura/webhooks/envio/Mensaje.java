package es.crmfactura.webhooks.envio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is sent.
 *
 * @param id the same at every attempt
 * @param secretos each signs
 */
public record Mensaje(URI url, UUID id, String cuerpo, List<Secreto> secretos) {

    /** The whole request, as HTTP/1.1 has it. */
    byte[] peticion(Instant now) {
        byte[] body = cuerpo.getBytes(StandardCharsets.UTF_8);
        long timestamp = now.getEpochSecond();
        String signatures = secretos.stream()
                .map(secreto -> secreto.firma(id.toString(), timestamp, body))
                .collect(Collectors.joining(" "));
        String head = String.join(
                "\r\n",
                "POST " + camino() + " HTTP/1.1",
                "Host: " + url.getRawAuthority(),
                "User-Agent: crm-factura",
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "Accept: */*",
                "Connection: close",
                "webhook-id: " + id,
                "webhook-timestamp: " + timestamp,
                "webhook-signature: " + signatures,
                "",
                "");
        return (head + cuerpo).getBytes(StandardCharsets.UTF_8);
    }

    private String camino() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
