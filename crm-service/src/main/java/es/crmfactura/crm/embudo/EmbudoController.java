package es.crmfactura.crm.embudo;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/oportunidades")
@Tag(name = "Oportunidades")
class EmbudoController {

    private final EmbudoReadModel embudo;

    EmbudoController(EmbudoReadModel embudo) {
        this.embudo = embudo;
    }

    @GetMapping("/tablero")
    @Operation(summary = "Todas las oportunidades por estado, con sus sumas y las primeras de cada uno")
    Tablero tablero(
            @Parameter(description = "Cuántas oportunidades de cada estado, de 0 a 50")
                    @RequestParam(defaultValue = "10")
                    @Min(0)
                    @Max(50)
                    int limit) {
        return embudo.tablero(limit);
    }

    @GetMapping("/prevision")
    @Operation(summary = "Lo que se espera vender en los próximos meses, según las oportunidades abiertas")
    Prevision prevision(
            @Parameter(description = "Cuántos meses con el actual, de 1 a 24")
                    @RequestParam(defaultValue = "6")
                    @Min(1)
                    @Max(24)
                    int meses) {
        return embudo.prevision(meses);
    }
}
