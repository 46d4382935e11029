package es.crmfactura.security.claves;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.SoloAdministracion;
import es.crmfactura.web.idempotency.NoRepetible;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/claves")
@SoloAdministracion
@Tag(
        name = "Claves",
        description = "Con qué se identifican otros programas: cada uno con su clave, en la cabecera X-API-Key")
class ClavesController {

    private final GestionDeClaves gestion;
    private final ClavesReadModel claves;

    ClavesController(GestionDeClaves gestion, ClavesReadModel claves) {
        this.gestion = gestion;
        this.claves = claves;
    }

    @PostMapping
    @NoRepetible
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Crea una clave y la muestra, por única vez",
            description = "No se guarda: quien la pierde necesita otra.")
    @ApiResponse(responseCode = "201", description = "La clave, y lo que se envía con cada solicitud")
    ResponseEntity<Clave.ConSecreta> crear(@Valid @RequestBody NuevaClave nueva) {
        Clave.ConSecreta creada = gestion.crear(nueva);
        return ResponseEntity.created(URI.create("/api/claves/" + creada.clave().id()))
                .body(creada);
    }

    @GetMapping
    @Operation(summary = "Las claves, la más antigua primero", description = "También las que ya no valen.")
    Lista listar(@Valid @ParameterObject Pagina pagina) {
        return new Lista(claves.lista(pagina), claves.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una clave")
    Clave una(@PathVariable String id) {
        return claves.conId(id(id));
    }

    @PostMapping("/{id}/rotar")
    @NoRepetible
    @Operation(
            summary = "Cambia la clave por otra y la muestra, por única vez",
            description = "La de antes sigue valiendo durante las horas de gracia; con 0, deja de valer.")
    @ApiResponse(responseCode = "200", description = "La clave, y lo que se envía con cada solicitud desde ahora")
    @ApiResponse(responseCode = "409", description = "Está revocada o caducada")
    Clave.ConSecreta rotar(
            @PathVariable String id,
            @Parameter(description = "Cuántas horas vale todavía la de antes, hasta 720")
                    @RequestParam(defaultValue = "24")
                    @Min(0)
                    @Max(720)
                    int horas) {
        return gestion.rotar(id(id), Duration.ofHours(horas));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoca una clave",
            description =
                    "Deja de valer al momento; en otras instancias del servicio, en dos segundos como mucho. Sigue en la lista.")
    void revocar(@PathVariable String id) {
        gestion.revocar(id(id));
    }

    private static UUID id(String texto) {
        try {
            return UUID.fromString(texto);
        } catch (IllegalArgumentException e) {
            throw new ClaveDesconocida();
        }
    }

    @Schema(name = "ListaDeClaves")
    record Lista(
            @Schema(description = "Las de esta página") List<Clave> claves,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
