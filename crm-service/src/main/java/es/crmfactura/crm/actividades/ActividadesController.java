package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.crm.clientes.ClienteId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/clientes/{id}/actividades")
@Tag(name = "Actividades", description = "Lo que se ha hecho con cada cliente, o queda por hacer")
class ActividadesController {

    private final Actividades actividades;

    ActividadesController(Actividades actividades) {
        this.actividades = actividades;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Anota una actividad del cliente")
    Actividad anotar(@PathVariable String id, @Valid @RequestBody NuevaActividad nueva) {
        return actividades.anotar(ClienteId.of(id), nueva);
    }

    @GetMapping
    @Operation(summary = "Las actividades del cliente, la última primero")
    List<Actividad> listar(
            @PathVariable String id,
            @Parameter(description = "Cuántas devolver, de 1 a 100")
                    @RequestParam(defaultValue = "20")
                    @Min(1)
                    @Max(100)
                    int limit) {
        return actividades.de(ClienteId.of(id), limit);
    }
}
