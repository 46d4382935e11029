package es.crmfactura.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Values of the {@code Link} header (RFC 8288) that lead from the page of a list that is being asked for to others. They are
 * relative to the address asked, so that they hold behind any proxy.
 */
public final class Enlaces {

    /** Servers and proxies take no longer header; who asks with so much has to count for himself. */
    private static final int LONGEST = 6_000;

    private Enlaces() {}

    /**
     * To the next page of a list that is read with a cursor, with all the other parameters of the request.
     *
     * @return empty if it would be too long for a header
     */
    public static Optional<String> siguiente(String parametro, String valor) {
        return siCabe(enlace(
                "next",
                peticion()
                        .replaceQueryParam("skip")
                        .replaceQueryParam(parametro, UriUtils.encode(valor, StandardCharsets.UTF_8))));
    }

    /** @return empty if they would be too long for a header */
    static Optional<String> de(Listado lista) {
        long limit = lista.limit();
        long skip = lista.skip();
        var paginas = new LinkedHashMap<String, Long>();
        paginas.put("first", 0L);
        if (skip > 0) {
            paginas.put("prev", Math.max(0, skip - limit));
        }
        if (skip + limit < lista.total()) {
            paginas.put("next", skip + limit);
        }
        paginas.put("last", Math.max(0, lista.total() - 1) / limit * limit);
        return siCabe(paginas.entrySet().stream()
                .map(pagina -> enlace(
                        pagina.getKey(),
                        peticion().replaceQueryParam("skip", pagina.getValue()).replaceQueryParam("limit", limit)))
                .collect(Collectors.joining(", ")));
    }

    private static Optional<String> siCabe(String enlaces) {
        return Optional.of(enlaces).filter(texto -> texto.length() <= LONGEST);
    }

    private static UriComponentsBuilder peticion() {
        var peticion = ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null);
        peticion.build()
                .getQueryParams()
                .forEach((nombre, valores) -> peticion.replaceQueryParam(nombre, conIgualesCodificados(valores)));
        return peticion;
    }

    /** Who asks need not encode one within a value; Spring wants it encoded. */
    private static List<@Nullable String> conIgualesCodificados(List<@Nullable String> valores) {
        return valores.stream()
                .<@Nullable String>map(valor -> valor == null ? null : valor.replace("=", "%3D"))
                .toList();
    }

    private static String enlace(String rel, UriComponentsBuilder destino) {
        boolean encoded = true;
        return "<" + destino.build(encoded).toUriString() + ">; rel=\"" + rel + "\"";
    }
}
