package es.crmfactura.crm.rgpd;

import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.web.Precondicion;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/clientes/{id}")
@SoloAdministracion
@Tag(name = "Privacidad", description = "Los derechos de acceso y de supresión de quien es cliente (RGPD)")
class RgpdController {

    private final RgpdReadModel datos;
    private final Supresiones supresiones;

    RgpdController(RgpdReadModel datos, Supresiones supresiones) {
        this.datos = datos;
        this.supresiones = supresiones;
    }

    @GetMapping("/datos-personales")
    @Operation(
            summary = "Todo lo que el CRM guarda de un cliente, en un fichero JSON",
            description =
                    "Para responder a los derechos de acceso y portabilidad (arts. 15 y 20 del RGPD). Las facturas"
                            + " enteras están en la facturación.")
    ResponseEntity<DatosPersonales> exportar(@PathVariable String id) {
        ClienteId cliente = ClienteId.of(id);
        DatosPersonales todo = datos.todo(cliente);
        var fichero = ContentDisposition.attachment()
                .filename("datos-personales-" + cliente.value() + ".json")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, fichero.toString())
                .body(todo);
    }

    @PostMapping("/suprimir")
    @Operation(
            summary = "Elimina un cliente sin dejar en el CRM datos suyos",
            description =
                    "Para responder al derecho de supresión (art. 17 del RGPD). Además de lo que elimina DELETE, borra lo"
                            + " que se guarda por otros motivos: respuestas a peticiones repetibles, entregas de webhooks, todas las"
                            + " importaciones terminadas y lo dicho en los eventos. Sus facturas siguen en la facturación.")
    @ApiResponse(responseCode = "200", description = "El certificado, sin datos personales")
    @ApiResponse(responseCode = "409", description = "Hay una importación en curso")
    @ApiResponse(responseCode = "503", description = "Una oportunidad ganada aún no ha llegado a la facturación")
    Certificado suprimir(
            @PathVariable String id, @Valid @RequestBody PeticionDeSupresion peticion, Precondicion precondicion) {
        return supresiones.suprimir(ClienteId.of(id), Objects.requireNonNull(peticion.motivo()), precondicion);
    }

    /** Why somebody is to be erased. */
    record PeticionDeSupresion(
            @Schema(
                    description = "Por qué; se conserva, y no debe decir de quién se trata",
                    example = "Solicitud del interesado",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 300)
            @Nullable
            String motivo) {}
}
