package es.crmfactura.factura.documentos.correo;

import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.facturas.Cobros;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas/{id}")
@Tag(name = "Correo", description = "Enviar facturas por correo electrónico")
class EnviosController {

    private final Envios envios;
    private final DocumentosReadModel documentos;
    private final Cobros cobros;

    EnviosController(Envios envios, DocumentosReadModel documentos, Cobros cobros) {
        this.envios = envios;
        this.documentos = documentos;
        this.cobros = cobros;
    }

    /** What is to be sent; what is not said is as usual. */
    @Schema(name = "NuevoEnvio", example = "{\"para\": \"manolo@example.com\"}")
    record NuevoEnvio(
            @Schema(description = "A quién; si falta, al correo del cliente", example = "manolo@example.com")
            @Nullable
            @Email
            @Size(max = 254)
            String para,

            @Schema(description = "Si falta, el número de la factura y quién la emite")
            @Nullable
            @Size(max = 200)
            @Pattern(regexp = "\\P{Cntrl}*", message = "no puede tener saltos de línea ni caracteres de control")
            String asunto,

            @Schema(description = "Texto sin formato; si falta, uno breve con el importe y el vencimiento")
            @Nullable
            @Size(max = 5000)
            String mensaje) {

        static final NuevoEnvio COMO_SIEMPRE = new NuevoEnvio(null, null, null);
    }

    @Schema(name = "Envio")
    record Envio(
            @Schema(example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e66")
            UUID id,

            @Schema(example = "manolo@example.com") String para,

            @Schema(example = "Factura FAC-2026-000001 de Reformas Nuria S.L.")
            String asunto,

            @Schema(
                    description = "pendiente, enviado (lo ha aceptado el servidor de correo) o fallido",
                    example = "enviado")
            String estado,

            @Schema(description = "Cuántas veces se ha intentado", example = "1")
            int intentos,

            @Schema(description = "Por qué falló el último intento; null si no falló") @Nullable
            String error,

            Instant solicitadoEn,

            @Schema(description = "Cuándo se intentará otra vez; null si no está pendiente") @Nullable
            Instant proximoIntento,

            @Schema(description = "Cuándo lo aceptó el servidor de correo") @Nullable
            Instant enviadoEn) {}

    @PostMapping("/enviar")
    @Operation(
            summary = "Envía la factura por correo electrónico, con el PDF adjunto",
            description =
                    "En segundo plano: el estado se lee en /envios. Si el servidor de correo no responde se intenta durante un"
                            + " día. Si algo se interrumpe puede llegar dos veces, con el mismo Message-ID.")
    @ApiResponse(responseCode = "202", description = "Se va a enviar")
    @ApiResponse(responseCode = "409", description = "Es un borrador, o el servicio no tiene servidor de correo")
    ResponseEntity<Envio> enviar(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable NuevoEnvio nuevo) {
        Envio envio = envios.encargar(documentos.conId(id), nuevo == null ? NuevoEnvio.COMO_SIEMPRE : nuevo);
        return ResponseEntity.accepted()
                .location(URI.create("/api/facturas/" + id + "/envios"))
                .body(envio);
    }

    @GetMapping("/envios")
    @Operation(summary = "Los envíos de la factura por correo, el más reciente primero")
    List<Envio> envios(@PathVariable String id) {
        return envios.deFactura(cobros.deFactura(id));
    }
}
