package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.Oportunidad;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/clientes/{id}/oportunidades")
@Tag(name = "Oportunidades")
class OportunidadesDeClienteController {

    private final GestionDeOportunidades gestion;
    private final OportunidadesReadModel oportunidades;

    OportunidadesDeClienteController(GestionDeOportunidades gestion, OportunidadesReadModel oportunidades) {
        this.gestion = gestion;
        this.oportunidades = oportunidades;
    }

    @PostMapping
    @Operation(summary = "Anota una oportunidad con el cliente, en cualquier estado")
    @ApiResponse(responseCode = "201", description = "La oportunidad; Location dice dónde está")
    ResponseEntity<Oportunidad> crear(
            @PathVariable String id, @Valid @RequestBody DatosDeOportunidad datos, @Nullable Principal autor) {
        Oportunidad nueva = gestion.crear(ClienteId.of(id), datos, OportunidadesController.nombre(autor));
        return ResponseEntity.created(URI.create("/api/crm/oportunidades/" + nueva.id()))
                .body(nueva);
    }

    @GetMapping
    @Operation(
            summary =
                    "Las oportunidades del cliente que siguen abiertas, o las que están en un estado; la última primero")
    List<Oportunidad> listarDeCliente(
            @PathVariable String id,
            @Parameter(description = "Solo las que están así, también si están cerradas")
                    @RequestParam(required = false)
                    Oportunidad.@Nullable Estado estado) {
        return oportunidades.de(ClienteId.of(id), estado);
    }
}
