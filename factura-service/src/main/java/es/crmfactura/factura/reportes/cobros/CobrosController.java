package es.crmfactura.factura.reportes.cobros;

import es.crmfactura.factura.reportes.tablas.Formato;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reportes")
@Tag(name = "Reportes")
class CobrosController {

    private static final int PRIMER_ANYO = 1900;
    private static final int ULTIMO_ANYO = 9999;

    private final PendientesReadModel pendientes;
    private final PrevisionReadModel prevision;
    private final Clock clock;

    CobrosController(PendientesReadModel pendientes, PrevisionReadModel prevision, Clock clock) {
        this.pendientes = pendientes;
        this.prevision = prevision;
        this.clock = clock;
    }

    @GetMapping("/cobros-pendientes")
    @Operation(
            summary = "Lo que se debe, por antigüedad y por clientes, el que más debe primero",
            description =
                    "Al acabar un día: lo facturado hasta entonces, menos los pagos hasta entonces que no se hubieran"
                            + " devuelto y lo que quitan las rectificativas hasta entonces. Las anuladas no cuentan. La antigüedad"
                            + " son los días desde el vencimiento.")
    @ApiResponse(responseCode = "200", description = "Una parte de la lista; en un fichero, la lista entera")
    @Nullable
    CobrosPendientes pendientes(
            @Parameter(description = "El día; si falta, hoy") @RequestParam(required = false) @Nullable LocalDate fecha,
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        LocalDate dia = Objects.requireNonNullElseGet(fecha, () -> LocalDate.now(clock));
        if (dia.getYear() < PRIMER_ANYO || dia.getYear() > ULTIMO_ANYO) {
            throw new CamposInvalidos(List.of(
                    new CampoInvalido("fecha", "tiene que ser de un año entre " + PRIMER_ANYO + " y " + ULTIMO_ANYO)));
        }
        return formato.responder(
                () -> pendientes.pendientes(dia, pagina.skip(), pagina.limit()),
                () -> pendientes.pendientes(dia, 0, null).tabla(),
                respuesta);
    }

    @GetMapping("/prevision-cobros")
    @Operation(
            summary = "Cuándo vence lo que se debe, y cuándo se espera cobrar",
            description =
                    "Cada factura se espera tan tarde como su cliente ha pagado de media en el último año, o como todos"
                            + " juntos si no ha pagado nada; nunca antes de hoy.")
    @ApiResponse(responseCode = "200", description = "La previsión")
    @ApiResponse(responseCode = "422", description = "Los meses no son de 1 a 36")
    @Nullable
    PrevisionDeCobros prevision(
            @Parameter(description = "Cuántos, de 1 a 36; el último lleva también lo posterior")
                    @RequestParam(defaultValue = "12")
                    @Min(1)
                    @Max(36)
                    int meses,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        LocalDate hoy = LocalDate.now(clock);
        return formato.responder(
                () -> prevision.prevision(hoy, meses),
                () -> prevision.prevision(hoy, meses).tabla(),
                respuesta);
    }
}
