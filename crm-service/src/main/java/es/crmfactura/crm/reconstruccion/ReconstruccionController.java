package es.crmfactura.crm.reconstruccion;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm")
@Tag(
        name = "Reconstrucciones",
        description =
                "Para quien opera la instalación: rehacer lo que el CRM sabe de las facturas a partir de los eventos")
class ReconstruccionController {

    private final Reconstructor reconstructor;
    private final ReconstruccionReadModel reconstrucciones;

    ReconstruccionController(Reconstructor reconstructor, ReconstruccionReadModel reconstrucciones) {
        this.reconstructor = reconstructor;
        this.reconstrucciones = reconstrucciones;
    }

    @PostMapping("/reconstruir")
    @SoloAdministracion
    @Operation(
            summary = "Rehace lo que el CRM sabe de las facturas, y corrige lo que no coincide",
            description =
                    "Pide a facturación que vuelva a enviar todos sus eventos y los aplica aparte, mientras el CRM sigue"
                            + " como siempre. Cuando están todos, compara lo que resulta con lo que consta y cambia solo lo distinto:"
                            + " facturas conocidas, cifras y actividades de facturación. Lo que anotaron personas u otros programas"
                            + " no se toca. Si ya hay una en curso, responde con esa.")
    @ApiResponse(responseCode = "202", description = "En curso; Location dice dónde ver cómo va")
    ResponseEntity<Reconstruccion> reconstruir(@Valid @RequestBody NuevaReconstruccion nueva) {
        UUID id = reconstructor.empezar(Objects.requireNonNull(nueva.quien()), Objects.requireNonNull(nueva.motivo()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/crm/reconstrucciones/" + id))
                .body(reconstrucciones.conId(id));
    }

    @GetMapping("/reconstrucciones")
    @Operation(summary = "Lista las reconstrucciones, la última primero")
    Lista listar(@Valid @ParameterObject Pagina pagina) {
        return new Lista(reconstrucciones.lista(pagina), reconstrucciones.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/reconstrucciones/{id}")
    @Operation(summary = "Cómo va una reconstrucción, o qué ha corregido")
    @ApiResponse(responseCode = "200", description = "Cómo va")
    @ApiResponse(responseCode = "404", description = "No hay ninguna con ese identificador")
    Reconstruccion una(@PathVariable String id) {
        try {
            return reconstrucciones.conId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new ReconstruccionDesconocida();
        }
    }

    @Schema(name = "ListaDeReconstrucciones")
    record Lista(
            @Schema(description = "Las de esta página") List<Reconstruccion> reconstrucciones,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
