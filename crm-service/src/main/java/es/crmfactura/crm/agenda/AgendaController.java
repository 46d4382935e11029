package es.crmfactura.crm.agenda;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/agenda")
@Tag(name = "Agenda", description = "Lo que queda por hacer")
class AgendaController {

    private final AgendaReadModel agenda;

    AgendaController(AgendaReadModel agenda) {
        this.agenda = agenda;
    }

    @GetMapping
    @Operation(summary = "Las actividades pendientes: vencidas, de hoy y de esta semana")
    Agenda ver(
            @Parameter(description = "Solo las que lleva", example = "Lucía") @RequestParam(required = false) @Nullable
                    String responsable,
            @Parameter(description = "Como si hoy fuera este día", example = "2026-11-23")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate fecha) {
        return agenda.de(responsable, fecha);
    }

    @GetMapping("/responsables")
    @Operation(summary = "Cuántas tiene pendientes cada uno")
    List<Agenda.DeResponsable> responsables() {
        return agenda.porResponsable();
    }
}
