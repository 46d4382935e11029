package es.crmfactura.crm.campos;

import es.crmfactura.web.Precondicion;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/crm/campos")
@Tag(
        name = "Campos",
        description =
                "Campos propios de los clientes, además de los que tienen todos: aquí se definen, y cada cliente lleva"
                        + " en campos los suyos")
class CamposController {

    private static final String NOMBRE = "El del campo";

    private final GestionDeCampos gestion;
    private final CamposDefinidos campos;

    CamposController(GestionDeCampos gestion, CamposDefinidos campos) {
        this.gestion = gestion;
        this.campos = campos;
    }

    @PostMapping
    @SoloAdministracion
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Define un campo", description = "Puede haber cien. Ningún cliente tiene que llevarlo.")
    @ApiResponse(responseCode = "201", description = "El campo; Location dice dónde está")
    @ApiResponse(responseCode = "409", description = "Ya hay uno con ese nombre, o ya hay cien")
    ResponseEntity<Campo> definir(@Valid @RequestBody DatosDeCampo nuevo) {
        Campo definido = gestion.definir(nuevo.comprobados());
        return ResponseEntity.created(URI.create("/api/crm/campos/" + definido.nombre()))
                .body(definido);
    }

    @GetMapping
    @Operation(summary = "Los campos definidos, por su nombre")
    List<Campo> listar() {
        return campos.todos();
    }

    @GetMapping("/{nombre}")
    @Operation(summary = "Un campo")
    Campo uno(@Parameter(description = NOMBRE, example = "color") @PathVariable String nombre) {
        return gestion.conNombre(nombre);
    }

    @PatchMapping("/{nombre}")
    @SoloAdministracion
    @Operation(
            summary = "Cambia la etiqueta o las opciones",
            description = "Siempre se pueden añadir opciones; quitar, las que no tiene ningún cliente.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Cualquiera de estos campos; ninguno es obligatorio",
                            content = @Content(schema = @Schema(implementation = DatosDeCampo.class))))
    @ApiResponse(responseCode = "200", description = "El campo como ha quedado")
    @ApiResponse(responseCode = "409", description = "Hay clientes con una opción que se quita; clientes dice cuántos")
    Campo cambiar(
            @Parameter(description = NOMBRE, example = "color") @PathVariable String nombre,
            @RequestBody ObjectNode cambios,
            Precondicion precondicion) {
        return gestion.cambiar(nombre, cambios, precondicion);
    }

    @DeleteMapping("/{nombre}")
    @SoloAdministracion
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina un campo, y con borrar_valores lo que tengan en él los clientes")
    @ApiResponse(responseCode = "409", description = "Hay clientes con un valor; clientes dice cuántos")
    void eliminar(
            @Parameter(description = NOMBRE, example = "color") @PathVariable String nombre,
            @Parameter(description = "true si también se borran los valores")
                    @RequestParam(name = "borrar_valores", defaultValue = "false")
                    boolean borrarValores,
            Precondicion precondicion) {
        gestion.eliminar(nombre, borrarValores, precondicion);
    }
}
