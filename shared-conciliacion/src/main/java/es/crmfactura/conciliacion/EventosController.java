package es.crmfactura.conciliacion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.messaging.Replays;
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
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/eventos")
@Tag(
        name = "Eventos",
        description =
                "Para quien opera la instalación: si lo que los servicios se cuentan ha llegado, y cómo se vuelve a"
                        + " contar")
class EventosController {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final ConciliacionReadModel conciliacion;
    private final VidaReadModel vidas;
    private final Replays replays;
    private final Flujo flujo;

    EventosController(ConciliacionReadModel conciliacion, VidaReadModel vidas, Replays replays, Flujo flujo) {
        this.conciliacion = conciliacion;
        this.vidas = vidas;
        this.replays = replays;
        this.flujo = flujo;
    }

    @GetMapping("/conciliacion")
    @Operation(
            summary = "Si lo publicado y lo aplicado coinciden, flujo a flujo",
            description =
                    "Cada flujo se ve desde este lado: lo que este servicio publica, como se lo cuentan quienes leen;"
                            + " lo que lee, como lo ha comprobado él. Lo que falta se pide solo otra vez.")
    Conciliacion conciliacion() {
        List<FlujoConciliado> flujos = conciliacion.flujos();
        return new Conciliacion(flujos.stream().allMatch(FlujoConciliado::conforme), flujos);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "La vida de un evento: registrado, confirmado, comprobado, aplicado, y con qué efecto",
            description = "Sin su contenido.")
    @ApiResponse(responseCode = "200", description = "Lo que este servicio sabe de él")
    @ApiResponse(responseCode = "404", description = "Este servicio no lo conoce")
    VidaDeEvento uno(@PathVariable String id) {
        return vidas.de(id(id, EventoDesconocido::new)).orElseThrow(EventoDesconocido::new);
    }

    @PostMapping("/reenvios")
    @SoloAdministracion
    @Transactional
    @Operation(
            summary = "Reenvía eventos que publicó este servicio, con el identificador que tienen",
            description = "Los que cumplen todo lo que se indica. Quien ya los tiene no los aplica otra vez.")
    @ApiResponse(responseCode = "202", description = "Se enviarán; la cabecera Location dice dónde se ve cuántos van")
    ResponseEntity<Reenvio> reenviar(@Valid @RequestBody NuevoReenvio nuevo) {
        UUID id = ids.generate();
        replays.request(
                id,
                Objects.requireNonNull(nuevo.pedidoPor()),
                Objects.requireNonNull(nuevo.motivo()),
                nuevo.seleccion(flujo));
        return ResponseEntity.accepted()
                .location(URI.create("/api/eventos/reenvios/" + id))
                .body(encontrado(id));
    }

    @GetMapping("/reenvios/{id}")
    @Operation(summary = "Un reenvío, y cuántos eventos se han enviado ya")
    @ApiResponse(responseCode = "200", description = "Cómo va")
    @ApiResponse(responseCode = "404", description = "No hay ninguno con ese identificador")
    Reenvio reenvio(@PathVariable String id) {
        return encontrado(id(id, ReenvioDesconocido::new));
    }

    private Reenvio encontrado(UUID id) {
        return replays.find(id).map(Reenvio::de).orElseThrow(ReenvioDesconocido::new);
    }

    private static UUID id(String text, Supplier<? extends RuntimeException> otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw otherwise.get();
        }
    }

    record Conciliacion(
            @Schema(description = "Si todos los flujos son conformes")
            boolean conforme,

            @Schema(description = "Lo que este servicio publica y lo que lee")
            List<FlujoConciliado> flujos) {}
}
