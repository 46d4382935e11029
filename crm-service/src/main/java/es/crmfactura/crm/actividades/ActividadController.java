package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/crm/actividades/{id}")
@Tag(name = "Actividades")
class ActividadController {

    private static final String DE_EVENTO = "La dio a conocer la facturación y no cambia";

    private final Actividades actividades;
    private final MergePatch mergePatch;

    ActividadController(Actividades actividades, MergePatch mergePatch) {
        this.actividades = actividades;
        this.mergePatch = mergePatch;
    }

    record Reprogramacion(
            @Schema(
                    description = "Para cuándo queda. Sin huso, es hora de Madrid",
                    example = "2026-11-30T09:00:00+01:00",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            @Nullable
            Instant fecha) {}

    @GetMapping
    @Operation(summary = "Una actividad")
    Actividad una(@PathVariable String id) {
        return actividades.conId(ActividadId.of(id));
    }

    @RequestMapping(method = {RequestMethod.PUT, RequestMethod.PATCH})
    @Operation(
            summary = "Cambia solo los campos que se envían; null los vacía",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NuevaActividad.class))))
    @ApiResponse(responseCode = "200", description = "La actividad como ha quedado")
    @ApiResponse(responseCode = "409", description = DE_EVENTO)
    Actividad cambiar(@PathVariable String id, @RequestBody ObjectNode cambios, Precondicion precondicion) {
        return actividades.corregir(ActividadId.of(id), precondicion, actual -> mergePatch.apply(actual, cambios));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina una actividad anotada a mano")
    @ApiResponse(responseCode = "204", description = "Ya no está")
    @ApiResponse(responseCode = "409", description = DE_EVENTO)
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        actividades.eliminar(ActividadId.of(id), precondicion);
    }

    @PostMapping("/completar")
    @Operation(summary = "La da por hecha; si ya lo estaba, nada cambia")
    @ApiResponse(responseCode = "200", description = "La actividad, hecha")
    @ApiResponse(responseCode = "409", description = DE_EVENTO)
    Actividad completar(@PathVariable String id, Precondicion precondicion) {
        return actividades.corregir(ActividadId.of(id), precondicion, actual -> actual.conCompletada(true));
    }

    @PostMapping("/reabrir")
    @Operation(summary = "La da por pendiente; si ya lo estaba, nada cambia")
    @ApiResponse(responseCode = "200", description = "La actividad, pendiente")
    @ApiResponse(responseCode = "409", description = DE_EVENTO)
    Actividad reabrir(@PathVariable String id, Precondicion precondicion) {
        return actividades.corregir(ActividadId.of(id), precondicion, actual -> actual.conCompletada(false));
    }

    @PostMapping("/reprogramar")
    @Operation(summary = "Cambia su fecha")
    @ApiResponse(responseCode = "200", description = "La actividad, en su nueva fecha")
    @ApiResponse(responseCode = "409", description = DE_EVENTO)
    Actividad reprogramar(
            @PathVariable String id, @Valid @RequestBody Reprogramacion nueva, Precondicion precondicion) {
        return actividades.corregir(ActividadId.of(id), precondicion, actual -> actual.conFecha(nueva.fecha()));
    }
}
