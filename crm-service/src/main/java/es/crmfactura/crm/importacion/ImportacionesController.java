package es.crmfactura.crm.importacion;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Upload;
import es.crmfactura.web.ficheros.FicheroIlegible;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/crm/importaciones")
@Tag(name = "Importaciones", description = "Clientes y contactos que llegan en un fichero CSV")
class ImportacionesController {

    private final Importaciones importaciones;
    private final Rechazadas rechazadas;

    ImportacionesController(Importaciones importaciones, Rechazadas rechazadas) {
        this.importaciones = importaciones;
        this.rechazadas = rechazadas;
    }

    @PostMapping(consumes = "text/csv")
    @Operation(
            summary = "Importa un fichero CSV, fila a fila y en segundo plano",
            description =
                    "En UTF-8 o Windows-1252, separado por ; o por comas. La primera fila da nombre a las columnas: los campos"
                            + " de la API o sus nombres habituales, sin distinguir acentos ni mayúsculas. Los contactos dicen de qué"
                            + " cliente son con cliente_id, cif_nif o cliente_email. Lo que ya existe igual no se repite, y lo que"
                            + " existe con otros datos se rechaza.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = "El fichero",
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example = "nombre;cif;correo\nTalleres Muñoz;B12345674;"))))
    @ApiResponse(responseCode = "202", description = "Recibido; Location dice dónde ver cómo va")
    @ApiResponse(responseCode = "413", description = "El fichero es demasiado grande")
    ResponseEntity<Importacion> recibir(
            @RequestBody(required = false) @Nullable Upload fichero,
            @Parameter(description = "Qué hay en sus filas") @RequestParam Tipo tipo,
            @Parameter(description = "Solo probar qué pasaría, sin guardar nada") @RequestParam(defaultValue = "false")
                    boolean ensayo)
            throws IOException {
        if (fichero == null) {
            throw FicheroIlegible.vacio();
        }
        ImportacionId id = importaciones.recibir(fichero, tipo, ensayo);
        return ResponseEntity.accepted()
                .location(URI.create("/api/crm/importaciones/" + id.value()))
                .body(importaciones.conId(id));
    }

    @GetMapping
    @Operation(summary = "Lista las importaciones, la última primero")
    ListaDeImportaciones listar(@Valid @ParameterObject Pagina pagina) {
        return new ListaDeImportaciones(
                importaciones.lista(pagina), importaciones.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Cómo va una importación, o cómo ha ido")
    Importacion una(@PathVariable String id) {
        return importaciones.conId(ImportacionId.of(id));
    }

    @GetMapping("/{id}/rechazadas.csv")
    @Operation(
            summary = "Las filas rechazadas, con su línea y el motivo",
            description = "Corregidas se pueden volver a enviar: linea, motivo y existente no se toman en cuenta.")
    @ApiResponse(
            responseCode = "200",
            description = "El fichero",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    void rechazadas(@PathVariable String id, HttpServletResponse respuesta) throws IOException {
        rechazadas.enviar(importaciones.conId(ImportacionId.of(id)), respuesta);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Olvida una importación; si está en curso no sigue, y lo que ya ha creado se queda")
    void eliminar(@PathVariable String id) {
        importaciones.eliminar(ImportacionId.of(id));
    }

    record ListaDeImportaciones(
            @Schema(description = "Las de esta página") List<Importacion> importaciones,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
