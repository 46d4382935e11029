package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.valores.Identificador;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/recurrentes")
@Tag(name = "Recurrentes", description = "Facturas que se repiten cada mes, trimestre o año")
class RecurrentesController {

    private static final String REPETIDA = "Repetirlo no cambia nada: se responde lo mismo.";

    private final GestionDeRecurrentes gestion;
    private final RecurrentesReadModel recurrentes;

    RecurrentesController(GestionDeRecurrentes gestion, RecurrentesReadModel recurrentes) {
        this.gestion = gestion;
        this.recurrentes = recurrentes;
    }

    @Schema(name = "ListaDeRecurrentes")
    record Lista(List<RecurrenteVista> recurrentes, long total, int skip, int limit) implements Listado {}

    @PostMapping
    @Operation(
            summary = "Programa una factura que se repite",
            description =
                    "Cada día que toca se emite una factura, o queda en borrador, una sola vez. Si el servicio estaba parado, se"
                            + " emite al arrancar, con la fecha de ese día y, como fecha_operacion, el día que tocaba. Lo que"
                            + " hoy no se podría emitir se rechaza.")
    @ApiResponse(responseCode = "201", description = "Programada")
    ResponseEntity<RecurrenteVista> crear(@Valid @RequestBody NuevaRecurrente nueva) {
        UUID id = gestion.crear(nueva);
        return ResponseEntity.created(URI.create("/api/recurrentes/" + id)).body(recurrentes.conId(id));
    }

    @GetMapping
    @Operation(summary = "Las facturas que se repiten, la última programada primero")
    Lista lista(@Valid @ParameterObject Pagina pagina) {
        return new Lista(recurrentes.lista(pagina), recurrentes.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una factura que se repite, con las que ya se han emitido")
    RecurrenteVista una(@PathVariable String id) {
        return recurrentes.conId(id(id));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Cambia entera una factura que se repite",
            description =
                    "Para las próximas: las emitidas y los borradores se quedan como están. Lo que no se envía queda como al"
                            + " crearla.")
    RecurrenteVista reemplazar(
            @PathVariable String id, @Valid @RequestBody NuevaRecurrente nueva, Precondicion precondicion) {
        gestion.reemplazar(id(id), nueva, precondicion);
        return recurrentes.conId(id(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Deja de repetir una factura",
            description = "Las emitidas se quedan, y los borradores también, sin que se vuelva a intentar emitirlos.")
    @ApiResponse(responseCode = "204", description = "Ya no está")
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        gestion.eliminar(id(id), precondicion);
    }

    @PostMapping("/{id}/pausar")
    @Operation(
            summary = "Deja de emitirla hasta que se reanude",
            description = "De los días que pasen mientras tanto no se emite ninguna, tampoco después. " + REPETIDA)
    @ApiResponse(responseCode = "200", description = "Pausada")
    RecurrenteVista pausar(@PathVariable String id, Precondicion precondicion) {
        gestion.pausar(id(id), precondicion);
        return recurrentes.conId(id(id));
    }

    @PostMapping("/{id}/reanudar")
    @Operation(summary = "Reanuda su emisión desde el próximo día que toque, hoy incluido", description = REPETIDA)
    @ApiResponse(responseCode = "200", description = "En marcha")
    RecurrenteVista reanudar(@PathVariable String id, Precondicion precondicion) {
        gestion.reanudar(id(id), precondicion);
        return recurrentes.conId(id(id));
    }

    private static UUID id(String texto) {
        return Identificador.de(texto).orElseThrow(RecurrenteDesconocida::new);
    }
}
