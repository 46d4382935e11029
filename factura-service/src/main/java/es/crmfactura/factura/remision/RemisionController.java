package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Registros.Textos;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
@RequestMapping("/api/verifactu")
@Tag(name = "Verifactu")
class RemisionController {

    private static final String NO_VACIO = "no puede estar vacío: para que quede como estaba, no lo envíe";

    private final RemisionReadModel remision;
    private final Subsanaciones subsanaciones;

    RemisionController(RemisionReadModel remision, Subsanaciones subsanaciones) {
        this.remision = remision;
        this.subsanaciones = subsanaciones;
    }

    @Schema(name = "ListaDeRegistros")
    record Lista(List<RegistroVista> registros, long total, int skip, int limit) implements Listado {}

    record Subsanacion(
            @Schema(
                    description = "Lo que el registro dice de la operación; si falta, como estaba",
                    example = "Consultoría")
            @Nullable
            @Size(max = 500)
            @Pattern(regexp = "(?s).*\\S.*", message = NO_VACIO)
            String descripcion,

            @Schema(
                    description = "El nombre del cliente como consta en la Agencia Tributaria; si falta, como estaba",
                    example = "BAR MANOLO SL")
            @Nullable
            @Size(max = 120)
            @Pattern(regexp = "(?s).*\\S.*", message = NO_VACIO)
            String nombreDestinatario) {}

    @GetMapping("/estado")
    @Operation(summary = "El estado de la remisión de registros")
    EstadoDeRemision estado() {
        return remision.estado();
    }

    @GetMapping("/registros")
    @Operation(summary = "Los registros de facturación, el más reciente primero, y qué ha sido de cada uno")
    Lista registros(
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "pendiente, enviado, aceptado, aceptado_con_errores o rechazado")
                    @RequestParam(required = false)
                    @Nullable
                    EstadoDeRegistro estado) {
        return new Lista(remision.lista(estado, pagina), remision.total(estado), pagina.skip(), pagina.limit());
    }

    @PostMapping("/registros/{id}/subsanar")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Subsana un registro rechazado o equivocado con otro nuevo",
            description =
                    "Solo después de la respuesta de la Agencia Tributaria. La factura no cambia, y el registro tampoco: el nuevo continúa la cadena y dice que subsana. Lo que está"
                            + " mal en la propia factura se corrige con una rectificativa.")
    @ApiResponse(responseCode = "201", description = "El registro nuevo, pendiente de enviar")
    @ApiResponse(
            responseCode = "409",
            description =
                    "La factura tiene un registro posterior, la Agencia Tributaria no ha respondido a este, o es una anulación"
                            + " aceptada")
    RegistroVista subsanar(@PathVariable String id, @Valid @RequestBody(required = false) @Nullable Subsanacion datos) {
        var textos =
                datos == null ? new Textos(null, null) : new Textos(datos.descripcion(), datos.nombreDestinatario());
        return remision.conId(subsanaciones.subsanar(numero(id), textos)).orElseThrow();
    }

    private static long numero(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            // names nothing, as any other unknown id
            throw new RegistroDesconocido();
        }
    }
}
