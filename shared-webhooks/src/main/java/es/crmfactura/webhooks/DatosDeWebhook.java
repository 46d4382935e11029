package es.crmfactura.webhooks;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.webhooks.envio.Redes;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What may be written of a webhook. */
record DatosDeWebhook(
        @Schema(
                description = "Adónde se envía: https, a una dirección pública de Internet",
                example = "https://ejemplo.es/webhooks/crm-factura",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 2000)
        @Nullable
        String url,

        @Schema(
                description = "Qué eventos recibe; todos, si no se envía",
                // otherwise generated clients send an empty list where nothing is meant
                types = {"array", "null"},
                example = "[\"es.crmfactura.ClienteCreado.v1\"]")
        @Size(min = 1, max = 100)
        @Nullable
        List<@Nullable String> tipos,

        @Schema(description = "Para qué es", example = "Avisos al almacén") @Size(max = 300) @Nullable
        String descripcion,

        @Schema(
                description = "Si se le envían eventos; lo que ocurra mientras no lo está no lo recibirá",
                defaultValue = "true")
        @Nullable
        Boolean activo) {

    DatosDeWebhook {
        activo = activo == null || activo;
        tipos = tipos == null ? null : tipos.stream().distinct().toList();
    }

    /** @throws CamposInvalidos if nothing could ever be sent so */
    void comprobar(Redes redes, TiposDeEvento conocidos) {
        List<CampoInvalido> errores = new ArrayList<>();
        reparoDeUrl(redes).ifPresent(reparo -> errores.add(new CampoInvalido("url", reparo)));
        List<@Nullable String> pedidos = Objects.requireNonNullElse(tipos, List.of());
        IntStream.range(0, pedidos.size())
                .filter(i -> !conocidos.incluye(pedidos.get(i)))
                .mapToObj(i -> new CampoInvalido(
                        "tipos[" + i + "]", "tiene que ser uno de: " + String.join(", ", conocidos.nombres())))
                .forEach(errores::add);
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    private Optional<String> reparoDeUrl(Redes redes) {
        try {
            return redes.reparo(new URI(Objects.requireNonNull(url)));
        } catch (URISyntaxException e) {
            return Optional.of("no es una URL");
        }
    }
}
