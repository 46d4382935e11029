package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.web.Enlaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
    private final Cronologia cronologia;

    ActividadesController(Actividades actividades, Cronologia cronologia) {
        this.actividades = actividades;
        this.cronologia = cronologia;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Anota una actividad del cliente")
    Actividad anotar(@PathVariable String id, @Valid @RequestBody NuevaActividad nueva) {
        return actividades.anotar(ClienteId.of(id), nueva);
    }

    @GetMapping
    @Operation(
            summary = "Las actividades del cliente, la última primero",
            description =
                    "Si hay más, la cabecera Link lleva a la página siguiente; su cursor sigue valiendo aunque entretanto"
                            + " se anoten otras.")
    ResponseEntity<List<Actividad>> listar(
            @PathVariable String id,
            @ParameterObject Cronologia.Filtro filtro,
            @Parameter(description = "Cuántas saltar") @RequestParam(defaultValue = "0") @Min(0) int skip,
            @Parameter(description = "Cuántas devolver, de 1 a 100")
                    @RequestParam(defaultValue = "20")
                    @Min(1)
                    @Max(100)
                    int limit,
            @Parameter(description = "Desde dónde seguir, como lo da la cabecera Link")
                    @RequestParam(required = false)
                    @Nullable
                    String cursor) {
        Marca desde = cursor == null ? null : Marca.de(cursor);
        var pagina = cronologia.de(ClienteId.of(id), filtro, desde, skip, limit);
        var respuesta = ResponseEntity.ok();
        pagina.siguiente()
                .flatMap(marca -> Enlaces.siguiente("cursor", marca.cursor()))
                .ifPresent(enlace -> respuesta.header(HttpHeaders.LINK, enlace));
        return respuesta.body(pagina.actividades());
    }
}
