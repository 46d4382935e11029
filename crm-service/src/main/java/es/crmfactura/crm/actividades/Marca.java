package es.crmfactura.crm.actividades;

import static java.nio.charset.StandardCharsets.UTF_8;

import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** The place in a timeline after which a page begins. It stays right while others write. */
record Marca(Instant fecha, UUID id) {

    static Marca tras(Actividad actividad) {
        return new Marca(actividad.fecha(), actividad.id());
    }

    /** @throws CursorDesconocido if {@link #cursor} has not made it */
    static Marca de(String cursor) {
        try {
            String[] partes = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
            return new Marca(Instant.parse(partes[0]), UUID.fromString(partes[partes.length - 1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CursorDesconocido();
        }
    }

    /** For programs, who are not meant to look inside. */
    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((fecha + " " + id).getBytes(UTF_8));
    }

    static class CursorDesconocido extends Problema {

        CursorDesconocido() {
            super(
                    HttpStatus.BAD_REQUEST,
                    "cursor_desconocido",
                    "Tome el cursor de la cabecera Link de la página anterior, o pida la primera página sin cursor.",
                    List.of(new CampoInvalido("cursor", "no lo hemos dado nosotros")),
                    Map.of());
        }
    }
}
