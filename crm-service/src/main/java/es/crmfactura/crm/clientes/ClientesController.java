package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.web.ConPrefijo;
import es.crmfactura.web.Listado;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/crm/clientes")
@Tag(name = "Clientes", description = "Con quién trabajamos, y lo que la facturación da a conocer de cada uno")
class ClientesController {

    private final GestionDeClientes gestion;
    private final FichaReadModel fichas;
    private final CamposDefinidos campos;
    private final MergePatch cuerpos;

    ClientesController(GestionDeClientes gestion, FichaReadModel fichas, CamposDefinidos campos, MergePatch cuerpos) {
        this.gestion = gestion;
        this.campos = campos;
        this.fichas = fichas;
        this.cuerpos = cuerpos;
    }

    @PostMapping
    @Operation(
            summary = "Da de alta un cliente, con sus contactos si se envían",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NuevoCliente.class))))
    @ApiResponse(responseCode = "201", description = "El cliente; Location dice dónde está")
    @ApiResponse(
            responseCode = "409",
            description =
                    "Ya hay uno con ese email o cif_nif; id dice cuál. O se parece a los candidatos: confirmar_duplicado")
    ResponseEntity<Ficha> crear(@RequestBody ObjectNode cuerpo) {
        AlCrear alta = cuerpos.read(cuerpo, AlCrear.class);
        UUID id = gestion.alta(cuerpo, alta.lista(), Boolean.TRUE.equals(alta.confirmarDuplicado()));
        return ResponseEntity.created(URI.create("/api/crm/clientes/" + id)).body(fichas.conId(new ClienteId(id)));
    }

    @GetMapping
    @Operation(
            summary = "Lista los clientes, el último en cambiar primero",
            description = "Con buscar, el que mejor coincide primero")
    ListaDeClientes listar(
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "Solo los que están así") @RequestParam(required = false)
                    DatosDeCliente.@Nullable Estado estado,
            @Parameter(description = "Solo los de este segmento", example = "pyme")
                    @RequestParam(required = false)
                    @Nullable
                    String segmento,
            @Parameter(
                            description =
                                    "Palabras en cualquier orden, sin acentos ni mayúsculas, en nombre, razón social, email,"
                                            + " cif_nif, teléfonos y personas de contacto. Si nadie las tiene todas, se"
                                            + " busca lo que se les parece",
                            example = "taller munoz")
                    @RequestParam(required = false)
                    @Nullable
                    String buscar,
            @Parameter(description = "El que tiene este correo", example = "info@talleresmunoz.es")
                    @RequestParam(required = false)
                    @Nullable
                    String email,
            @Parameter(description = "El que tiene este NIF, NIE o CIF", example = "B12345674")
                    @RequestParam(name = "cif_nif", required = false)
                    @Nullable
                    String cifNif,
            @Parameter(
                            name = "campo",
                            in = ParameterIn.QUERY,
                            description =
                                    "Solo los que tienen esto en los campos propios: campo.color=rojo. En los de tipo numero y"
                                            + " fecha también campo.renovacion.desde y campo.renovacion.hasta, los dos"
                                            + " inclusive",
                            style = ParameterStyle.FORM,
                            explode = Explode.TRUE,
                            schema = @Schema(type = "object", additionalPropertiesSchema = String.class),
                            example = "{\"campo.color\": \"rojo\"}")
                    @ConPrefijo(CamposDefinidos.PREFIJO)
                    Map<String, List<String>> propios) {
        var filtro = new FichaReadModel.Filtro(estado, segmento, buscar, email, cifNif, campos.condiciones(propios));
        FichaReadModel.Lista lista = fichas.lista(filtro, pagina);
        return new ListaDeClientes(lista.clientes(), lista.total(), lista.totalExacto(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Un cliente, con sus contactos y sus últimas actividades")
    Ficha uno(@PathVariable String id) {
        return fichas.conId(ClienteId.of(id));
    }

    @GetMapping("/{id}/ficha")
    @Operation(summary = "Todo sobre un cliente en una página: también sus facturas y cómo están")
    FichaCompleta ficha(@PathVariable String id) {
        return fichas.completa(ClienteId.of(id));
    }

    @GetMapping("/buscar/email/{email}")
    @Operation(summary = "El cliente que tiene este email")
    Ficha porEmail(
            @Parameter(description = "Sin distinguir mayúsculas", example = "info@talleresmunoz.es") @PathVariable
                    String email) {
        return fichas.conEmail(email);
    }

    @RequestMapping(
            path = "/{id}",
            method = {RequestMethod.PUT, RequestMethod.PATCH})
    @Operation(
            summary = "Cambia solo los campos que se envían; null los vacía",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Cualquiera de estos campos; ninguno es obligatorio",
                            content = @Content(schema = @Schema(implementation = DatosDeCliente.class))))
    @ApiResponse(responseCode = "200", description = "El cliente como ha quedado")
    @ApiResponse(responseCode = "409", description = "Otro tiene ese email o cif_nif; id dice cuál")
    Ficha cambiar(@PathVariable String id, @RequestBody ObjectNode cambios, Precondicion precondicion) {
        return fichas.conId(new ClienteId(gestion.modificar(ClienteId.of(id), cambios, precondicion)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina un cliente y todo lo suyo; sus facturas siguen en la facturación")
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        gestion.eliminar(ClienteId.of(id), precondicion);
    }

    record ListaDeClientes(
            @Schema(description = "Los de esta página") List<Ficha> clientes,

            @Schema(description = "Cuántos hay en total", example = "1")
            long total,

            @Schema(
                    description =
                            "false si al buscar hay más: con 200 encontrados se deja de buscar, y conviene añadir palabras")
            boolean totalExacto,

            @Schema(description = "Cuántos se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántos caben en la página", example = "50")
            int limit)
            implements Listado {}

    @Schema(
            name = "NuevoCliente",
            allOf = {DatosDeCliente.class, AlCrear.class})
    interface NuevoCliente {}

    record AlCrear(
            @Schema(description = "Formas de contactar con él") @Nullable
            List<@NotNull @Valid NuevoContacto> contactos,

            @Schema(description = "true si es otro, aunque se parezca a alguno que ya consta", defaultValue = "false")
            @Nullable
            Boolean confirmarDuplicado) {

        List<NuevoContacto> lista() {
            return Objects.requireNonNullElse(contactos, List.of());
        }
    }
}
