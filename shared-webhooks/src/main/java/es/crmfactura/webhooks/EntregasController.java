package es.crmfactura.webhooks;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.SoloAdministracion;
import es.crmfactura.webhooks.EntregaDeWebhook.Completa;
import es.crmfactura.webhooks.EntregaDeWebhook.Estado;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/webhooks/{id}")
@SoloAdministracion
@Tag(name = "Webhooks")
class EntregasController {

    private final WebhooksReadModel webhooks;
    private final EntregasAPeticion entregas;

    EntregasController(WebhooksReadModel webhooks, EntregasAPeticion entregas) {
        this.webhooks = webhooks;
        this.entregas = entregas;
    }

    @PostMapping("/probar")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Envía un aviso de prueba, del tipo webhook.prueba")
    @ApiResponse(responseCode = "202", description = "Está para enviar; la entrega dice qué fue de ella")
    @ApiResponse(responseCode = "409", description = "No está activo")
    Completa probar(@PathVariable String id) {
        UUID webhook = activo(id);
        return webhooks.entrega(webhook, entregas.probar(webhook));
    }

    @GetMapping("/entregas")
    @Operation(summary = "Las entregas de un webhook, la última primero", description = "Se guardan 30 días.")
    ListaDeEntregas entregas(
            @PathVariable String id,
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "Solo las que están así") @RequestParam(required = false) @Nullable
                    Estado estado) {
        UUID webhook = webhooks.conId(id(id)).id();
        return new ListaDeEntregas(
                webhooks.entregas(webhook, estado, pagina),
                webhooks.totalDeEntregas(webhook, estado),
                pagina.skip(),
                pagina.limit());
    }

    @GetMapping("/entregas/{entregaId}")
    @Operation(summary = "Una entrega, con lo que se envía y sus intentos")
    Completa entrega(@PathVariable String id, @PathVariable String entregaId) {
        return webhooks.entrega(id(id), entregaId(entregaId));
    }

    @PostMapping("/entregas/{entregaId}/reenviar")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Envía otra vez lo mismo, con el mismo webhook-id",
            description = "También si ya se entregó o se abandonó; vuelve a intentarse durante 24 horas.")
    @ApiResponse(responseCode = "202", description = "Está para enviar")
    @ApiResponse(responseCode = "409", description = "El webhook no está activo")
    Completa reenviar(@PathVariable String id, @PathVariable String entregaId) {
        UUID webhook = activo(id);
        UUID entrega = entregaId(entregaId);
        entregas.reenviar(webhook, entrega);
        return webhooks.entrega(webhook, entrega);
    }

    private UUID activo(String id) {
        Webhook webhook = webhooks.conId(id(id));
        if (!webhook.activo()) {
            throw new Reparo.WebhookInactivo();
        }
        return webhook.id();
    }

    private static UUID id(String text) {
        return Reparo.id(text, Reparo.WebhookDesconocido::new);
    }

    private static UUID entregaId(String text) {
        return Reparo.id(text, Reparo.EntregaDesconocida::new);
    }

    record ListaDeEntregas(
            @Schema(description = "Las de esta página") List<EntregaDeWebhook> entregas,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
