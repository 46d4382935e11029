package es.crmfactura.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who answers here, and whether it is well. */
@RestController
@Tag(name = "Servicio", description = "Quién responde aquí y cómo está")
class ServicioController {

    private final HealthEndpoint health;
    private final String name;
    private final String titulo;
    private final String version;

    ServicioController(HealthEndpoint health, String name, String titulo, String version) {
        this.health = health;
        this.name = name;
        this.titulo = titulo;
        this.version = version;
    }

    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Saluda y dice dónde está la documentación")
    Saludo raiz() {
        return new Saludo("ok", titulo, version, "/docs");
    }

    @GetMapping(path = "/api/version", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "La versión en marcha")
    Version version() {
        return new Version(version, name);
    }

    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Si el servicio puede trabajar, y cómo están las piezas de las que depende",
            description = "Las piezas, solo a quien se identifica.")
    @ApiResponse(responseCode = "200", description = "Puede trabajar")
    ResponseEntity<Salud> health(@Parameter(hidden = true) HttpServletRequest request) {
        HealthDescriptor descriptor = health.health();
        boolean healthy = Status.UP.equals(descriptor.getStatus());
        return ResponseEntity.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Salud(
                        healthy ? "healthy" : "unhealthy",
                        name,
                        request.isUserInRole("LECTURA") ? components(descriptor) : Map.of()));
    }

    private static Map<String, Object> components(HealthDescriptor descriptor) {
        var components = new TreeMap<String, Object>();
        if (descriptor instanceof CompositeHealthDescriptor composite && composite.getComponents() != null) {
            composite.getComponents().forEach((name, component) -> components.put(name, component(component)));
        }
        return components;
    }

    private static Map<String, Object> component(HealthDescriptor descriptor) {
        var component = new TreeMap<String, Object>();
        component.put("status", descriptor.getStatus().getCode());
        if (descriptor instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null) {
            component.putAll(indicated.getDetails());
            // the text of an exception is for the log
            component.remove("error");
        }
        return component;
    }

    record Saludo(
            @Schema(description = "Siempre ok", example = "ok")
            String status,

            @Schema(description = "Quién responde", example = "CRM")
            String message,

            @Schema(description = "La versión en marcha", example = "0.1.0")
            String version,

            @Schema(description = "Dónde está la documentación", example = "/docs")
            String docs) {}

    record Version(
            @Schema(description = "La versión en marcha", example = "0.1.0")
            String version,

            @Schema(description = "El nombre del servicio", example = "crm-service")
            String name) {}

    record Salud(
            @Schema(description = "healthy o unhealthy", example = "healthy")
            String status,

            @Schema(description = "El nombre del servicio", example = "crm-service")
            String service,

            @Schema(description = "Cómo está cada pieza; un broker ausente se ve aquí y no impide trabajar")
            Map<String, Object> details) {}
}
