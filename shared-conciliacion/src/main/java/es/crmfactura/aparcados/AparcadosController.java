package es.crmfactura.aparcados;

import es.crmfactura.messaging.ParkedEvents;
import es.crmfactura.messaging.ParkedEvents.Selection;
import es.crmfactura.messaging.ParkedEvents.Tally;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/eventos/aparcados")
@SoloAdministracion
@Tag(
        name = "Aparcados",
        description = "Para quien opera la instalación: lo que llegó y no se pudo aplicar, hasta que alguien decide")
class AparcadosController {

    private static final String DESCONOCIDO = "No hay ninguno con ese identificador, o ya no está aparcado";

    private final AparcadosReadModel aparcados;
    private final ParkedEvents decisiones;

    AparcadosController(AparcadosReadModel aparcados, ParkedEvents decisiones) {
        this.aparcados = aparcados;
        this.decisiones = decisiones;
    }

    @GetMapping
    @Operation(
            summary = "Lo que no se pudo aplicar, lo más antiguo primero",
            description = "Sin el contenido de los mensajes, que puede incluir datos personales.")
    Lista listar(
            @Parameter(description = "Solo los que publicó este servicio") @RequestParam(required = false) @Nullable
                    String origen,
            @Parameter(description = "Solo los de este tipo") @RequestParam(required = false) @Nullable String tipo,
            @Valid @ParameterObject Pagina pagina) {
        var cuales = new Selection(origen, tipo);
        return new Lista(aparcados.lista(cuales, pagina), decisiones.count(cuales), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Un mensaje aparcado, con su contenido y el motivo")
    @ApiResponse(responseCode = "200", description = "El mensaje")
    @ApiResponse(responseCode = "404", description = DESCONOCIDO)
    Aparcado obtener(@PathVariable String id) {
        return aparcados.uno(numero(id)).orElseThrow(AparcadoDesconocido::new);
    }

    @GetMapping("/decisiones")
    @Operation(
            summary = "Quién decidió qué y por qué, lo último primero",
            description = "Con el contenido de los que se descartaron. No se modifica ni se borra nada de esta lista,"
                    + " salvo el contenido cuando se suprimen los datos de una persona.")
    Decisiones decisiones(
            @Parameter(description = "Solo las de este mensaje aparcado") @RequestParam(required = false) @Nullable
                    Long aparcado,
            @Valid @ParameterObject Pagina pagina) {
        return new Decisiones(
                aparcados.decisiones(aparcado, pagina), aparcados.decididos(aparcado), pagina.skip(), pagina.limit());
    }

    @PostMapping("/{id}/reintentar")
    @Operation(
            summary = "Vuelve a aplicar un mensaje, y los que esperaban detrás de él",
            description =
                    "En su orden, hasta el primero que falle, que sigue aparcado con el nuevo motivo. Si el mensaje"
                            + " espera a otros del mismo cliente o factura, se empieza por el primero de ellos. El que no se"
                            + " entendía se vuelve a leer; el que ya se había recibido por otro camino no hace nada.")
    @ApiResponse(responseCode = "200", description = "Qué ha sido de cada uno de los que se han intentado")
    @ApiResponse(responseCode = "404", description = DESCONOCIDO)
    Reintento reintentar(@PathVariable String id, @Valid @RequestBody Orden orden) {
        return decisiones.retry(numero(id), orden.decision()).map(Reintento::de).orElseThrow(AparcadoDesconocido::new);
    }

    @PostMapping("/reintentar")
    @Operation(
            summary = "Vuelve a aplicar todos los mensajes aparcados, o los de un servicio o un tipo",
            description = "Como uno a uno. Se intentan hasta 1000 cada vez, primero los que menos se han intentado: con"
                    + " más, repítalo.")
    Reintento reintentarTodos(
            @Parameter(description = "Solo los que publicó este servicio") @RequestParam(required = false) @Nullable
                    String origen,
            @Parameter(description = "Solo los de este tipo") @RequestParam(required = false) @Nullable String tipo,
            @Valid @RequestBody Orden orden) {
        return Reintento.de(decisiones.retry(new Selection(origen, tipo), orden.decision()));
    }

    @PostMapping("/{id}/descartar")
    @Operation(
            summary = "Renuncia a aplicar un mensaje",
            description =
                    "Cuenta como recibido, y su contenido se conserva con la decisión. Los que esperaban detrás de"
                            + " él siguen aparcados hasta que se reintenten.")
    @ApiResponse(responseCode = "200", description = "La decisión")
    @ApiResponse(responseCode = "404", description = DESCONOCIDO)
    Decidido descartar(@PathVariable String id, @Valid @RequestBody Orden orden) {
        long numero = numero(id);
        if (!decisiones.discard(numero, orden.decision())) {
            throw new AparcadoDesconocido();
        }
        return aparcados.decisiones(numero, new Pagina(0, 1)).get(0);
    }

    private static long numero(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new AparcadoDesconocido();
        }
    }

    @Schema(name = "ListaDeAparcados")
    record Lista(
            @Schema(description = "Los de esta página") List<Aparcado> aparcados,

            @Schema(description = "Cuántos mensajes") long total,

            @Schema(description = "Cuántos se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántos caben en la página", example = "50")
            int limit)
            implements Listado {}

    @Schema(name = "ListaDeDecisiones")
    record Decisiones(
            @Schema(description = "Las de esta página") List<Decidido> decisiones,

            @Schema(description = "Cuántas decisiones") long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}

    @Schema(name = "ReintentoDeAparcados")
    record Reintento(
            @Schema(description = "Mensajes que se han aplicado", example = "3")
            int aplicados,

            @Schema(description = "Mensajes que ya se habían recibido por otro camino", example = "0")
            int repetidos,

            @Schema(description = "Los que han vuelto a fallar: siguen aparcados, y los que esperan detrás también")
            List<Fallo> fallidos) {

        static Reintento de(Tally tally) {
            return new Reintento(
                    tally.applied(),
                    tally.duplicate(),
                    tally.failed().stream()
                            .map(f -> new Fallo(f.id(), f.reason()))
                            .toList());
        }
    }

    @Schema(name = "FalloDeReintento")
    record Fallo(
            @Schema(description = "Identificador entre los aparcados", example = "17")
            long id,

            @Schema(description = "Por qué no se ha podido aplicar")
            String motivo) {}
}
