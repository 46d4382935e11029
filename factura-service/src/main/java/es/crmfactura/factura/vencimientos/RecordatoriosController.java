package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.valores.Identificador;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/recordatorios")
@Tag(name = "Recordatorios", description = "Las facturas vencidas de cada cliente, con el interés de demora")
class RecordatoriosController {

    private static final int YEARS_AHEAD = 10;

    private final RecordatoriosReadModel recordatorios;
    private final Directorio directorio;
    private final Clock clock;

    RecordatoriosController(RecordatoriosReadModel recordatorios, Directorio directorio, Clock clock) {
        this.recordatorios = recordatorios;
        this.directorio = directorio;
        this.clock = clock;
    }

    @Schema(name = "ListaDeRecordatorios")
    record Lista(
            @Schema(description = "Al final de este día", example = "2026-11-25")
            LocalDate fecha,

            List<Recordatorio> recordatorios,

            @Schema(description = "Cuántos clientes") long total,
            int skip,
            int limit)
            implements Listado {}

    @GetMapping
    @Operation(
            summary = "A quién recordar qué facturas vencidas, quien más debe primero",
            description =
                    "Con los días de retraso, lo pendiente, el interés legal de demora (Ley 3/2004, artículo 7), día a día"
                            + " según el tipo de cada semestre y sobre lo que cada día quedaba por pagar, y la compensación de"
                            + " 40 € por factura (artículo 8). Interés y compensación, solo entre empresas, autónomos y"
                            + " administraciones.")
    Lista lista(
            @Parameter(
                            description =
                                    "Como estaban al final de este día; si falta, hoy. Una fecha futura estima el interés")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate fecha,
            @Parameter(description = "De un cliente del CRM")
                    @RequestParam(name = "cliente_crm_id", required = false)
                    @Nullable
                    String clienteCrmId,
            @Valid @ParameterObject Pagina pagina) {
        LocalDate hoy = LocalDate.now(clock);
        LocalDate dia = comprobada(Objects.requireNonNullElse(fecha, hoy), hoy);
        Set<UUID> clientes = clienteCrmId == null
                ? null
                : Identificador.de(clienteCrmId).map(directorio::identidades).orElse(Set.of());
        RecordatoriosReadModel.Lista lista = recordatorios.lista(dia, clientes, pagina);
        return new Lista(dia, lista.recordatorios(), lista.total(), pagina.skip(), pagina.limit());
    }

    /** The interest of each invoice is counted year by year. */
    private static LocalDate comprobada(LocalDate fecha, LocalDate hoy) {
        if (fecha.getYear() < 1 || fecha.isAfter(hoy.plusYears(YEARS_AHEAD))) {
            throw new CamposInvalidos(List.of(new CampoInvalido(
                    "fecha",
                    "tiene que ser de un año positivo, y de aquí a %d años como mucho".formatted(YEARS_AHEAD))));
        }
        return fecha;
    }
}
