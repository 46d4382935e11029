package es.crmfactura.webhooks;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Precondicion;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/webhooks")
@SoloAdministracion
@Tag(
        name = "Webhooks",
        description = "Avisos firmados a otros programas de lo que ocurre aquí, según Standard Webhooks: cada evento se"
                + " envía por POST y se reintenta durante 24 horas. Puede llegar más de una vez, siempre con el mismo"
                + " webhook-id")
class WebhooksController {

    private final GestionDeWebhooks gestion;
    private final WebhooksReadModel webhooks;

    WebhooksController(GestionDeWebhooks gestion, WebhooksReadModel webhooks) {
        this.gestion = gestion;
        this.webhooks = webhooks;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Define un webhook y muestra su secreto, por única vez",
            description =
                    "Recibe los eventos que ocurran desde ahora. Compruebe la firma de cada envío con el secreto.")
    ResponseEntity<Webhook.ConSecreto> crear(@Valid @RequestBody DatosDeWebhook nuevo) {
        Webhook.ConSecreto creado = gestion.crear(nuevo);
        return ResponseEntity.created(
                        URI.create("/api/webhooks/" + creado.webhook().id()))
                .body(creado);
    }

    @GetMapping
    @Operation(summary = "Los webhooks, el más antiguo primero")
    ListaDeWebhooks listar(@Valid @ParameterObject Pagina pagina) {
        return new ListaDeWebhooks(webhooks.lista(pagina), webhooks.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Un webhook")
    Webhook uno(@PathVariable String id) {
        return webhooks.conId(id(id));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Cambia solo los campos que se envían; null los vacía",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Cualquiera de estos campos; ninguno es obligatorio",
                            content = @Content(schema = @Schema(implementation = DatosDeWebhook.class))))
    @ApiResponse(responseCode = "200", description = "El webhook como ha quedado")
    Webhook cambiar(@PathVariable String id, @RequestBody ObjectNode cambios, Precondicion precondicion) {
        return gestion.modificar(id(id), cambios, precondicion);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina un webhook y sus entregas")
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        gestion.eliminar(id(id), precondicion);
    }

    @PostMapping("/{id}/rotar")
    @Operation(
            summary = "Cambia el secreto y muestra el nuevo, por única vez",
            description =
                    "Durante 24 horas firma también el anterior: cada envío lleva dos firmas y basta con que una valga.")
    Webhook.ConSecreto rotar(@PathVariable String id) {
        return gestion.rotar(id(id));
    }

    private static UUID id(String text) {
        return Reparo.id(text, Reparo.WebhookDesconocido::new);
    }

    record ListaDeWebhooks(
            @Schema(description = "Los de esta página") List<Webhook> webhooks,

            @Schema(description = "Cuántos hay en total", example = "1")
            long total,

            @Schema(description = "Cuántos se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántos caben en la página", example = "50")
            int limit)
            implements Listado {}
}
