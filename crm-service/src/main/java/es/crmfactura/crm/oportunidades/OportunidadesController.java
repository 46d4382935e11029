package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/crm/oportunidades")
@Tag(
        name = "Oportunidades",
        description =
                "Las ventas que pueden llegar: inicial, contacto, propuesta, negociacion, y al final ganada o perdida")
class OportunidadesController {

    private final GestionDeOportunidades gestion;
    private final OportunidadesReadModel oportunidades;
    private final Historial historial;
    private final EntregaAFacturacion entrega;

    OportunidadesController(
            GestionDeOportunidades gestion,
            OportunidadesReadModel oportunidades,
            Historial historial,
            EntregaAFacturacion entrega) {
        this.gestion = gestion;
        this.oportunidades = oportunidades;
        this.historial = historial;
        this.entrega = entrega;
    }

    @GetMapping
    @Operation(summary = "Lista las oportunidades de todos los clientes")
    ListaDeOportunidades listar(
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "Solo las que están así") @RequestParam(required = false) @Nullable Estado estado,
            @Parameter(description = "Solo las de este cliente")
                    @RequestParam(name = "cliente_id", required = false)
                    @Nullable
                    UUID clienteId,
            @Parameter(description = "Solo las que lleva esta persona", example = "Lucía")
                    @RequestParam(required = false)
                    @Nullable
                    String responsable,
            @Parameter(description = "Se espera cerrarlas este día o después", example = "2026-12-01")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate desde,
            @Parameter(description = "Se espera cerrarlas este día o antes", example = "2026-12-31")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate hasta,
            @Parameter(
                            description =
                                    "reciente: la última en cambiar primero; cierre: la que antes se espera cerrar"
                                            + " primero; valor: la mayor primero")
                    @RequestParam(defaultValue = "reciente")
                    OportunidadesReadModel.Orden orden) {
        var filtro = new OportunidadesReadModel.Filtro(estado, clienteId, responsable, desde, hasta);
        return new ListaDeOportunidades(
                oportunidades.lista(filtro, orden, pagina), oportunidades.total(filtro), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una oportunidad")
    Oportunidad una(@PathVariable String id) {
        return oportunidades.conId(OportunidadId.of(id));
    }

    @RequestMapping(
            path = "/{id}",
            method = {RequestMethod.PUT, RequestMethod.PATCH})
    @Operation(
            summary = "Cambia solo los campos que se envían; null los vacía",
            description =
                    "Mientras está abierta puede ir adelante y atrás, ganarse, y perderse con su motivo_perdida. Al cambiar"
                            + " de estado toma la probabilidad de este, si no se envía otra. Una cerrada solo se vuelve a abrir con"
                            + " reabrir.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "Cualquiera de estos campos; ninguno es obligatorio",
                            content = @Content(schema = @Schema(implementation = DatosDeOportunidad.class))))
    @ApiResponse(responseCode = "200", description = "La oportunidad como ha quedado")
    @ApiResponse(responseCode = "409", description = "No puede pasar a ese estado; permitidos dice a cuáles")
    Oportunidad cambiar(
            @PathVariable String id,
            @RequestBody ObjectNode cambios,
            Precondicion precondicion,
            @Nullable Principal autor) {
        return gestion.modificar(OportunidadId.of(id), cambios, precondicion, nombre(autor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina una oportunidad y su historial")
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        gestion.eliminar(OportunidadId.of(id), precondicion);
    }

    @PostMapping("/{id}/reabrir")
    @Operation(summary = "Vuelve a abrir una oportunidad ganada o perdida; su motivo_perdida queda en el historial")
    @ApiResponse(responseCode = "200", description = "La oportunidad como ha quedado")
    @ApiResponse(responseCode = "409", description = "Está abierta, o el estado que se pide no lo es")
    Oportunidad reabrir(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Reapertura reapertura,
            Precondicion precondicion,
            @Nullable Principal autor) {
        Estado estado = reapertura == null || reapertura.estado() == null ? Estado.negociacion : reapertura.estado();
        return gestion.reabrir(OportunidadId.of(id), estado, precondicion, nombre(autor));
    }

    @GetMapping("/{id}/historial")
    @Operation(summary = "Quién cambió qué y cuándo, lo último primero")
    List<Historial.Cambio> historial(
            @PathVariable String id,
            @Parameter(description = "Cuántos cambios devolver, de 1 a 100")
                    @RequestParam(defaultValue = "20")
                    @Min(1)
                    @Max(100)
                    int limit) {
        return historial.de(OportunidadId.of(id), limit);
    }

    @PostMapping("/{id}/facturar")
    @Operation(
            summary = "Entrega a la facturación lo acordado en una oportunidad ganada",
            description =
                    "Se entrega una sola vez; al repetirlo responde lo mismo. La facturación recibe un borrador con sus"
                            + " productos, si todos tienen descripcion o nombre, cantidad y precio; si no, con una línea por el valor"
                            + " estimado.")
    @ApiResponse(responseCode = "200", description = "Está entregada")
    @ApiResponse(responseCode = "409", description = "No está ganada")
    EntregaAFacturacion.Entrega facturar(@PathVariable String id, @Nullable Principal autor) {
        return entrega.entregar(OportunidadId.of(id), nombre(autor));
    }

    static @Nullable String nombre(@Nullable Principal autor) {
        return autor == null ? null : autor.getName();
    }

    record Reapertura(
            @Schema(description = "En qué punto queda", defaultValue = "negociacion") @Nullable
            Estado estado) {}

    record ListaDeOportunidades(
            @Schema(description = "Las de esta página") List<Oportunidad> oportunidades,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
