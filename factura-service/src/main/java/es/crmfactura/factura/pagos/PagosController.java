package es.crmfactura.factura.pagos;

import es.crmfactura.factura.facturas.Cobros;
import es.crmfactura.factura.valores.Identificador;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Pagos", description = "Los cobros de las facturas, y sus devoluciones")
class PagosController {

    private final RegistroDePagos registro;
    private final Pagos pagos;
    private final Cobros cobros;
    private final Clock clock;

    PagosController(RegistroDePagos registro, Pagos pagos, Cobros cobros, Clock clock) {
        this.registro = registro;
        this.pagos = pagos;
        this.cobros = cobros;
        this.clock = clock;
    }

    record NuevoPago(
            @Schema(description = "Como mucho, lo que quede por pagar", example = "97.00")
            @NotNull
            @Positive
            @Digits(integer = 12, fraction = 2)
            BigDecimal importe,

            @Schema(description = "Cuándo se cobró; si falta, hoy", example = "2026-11-22") @Nullable
            LocalDate fecha,

            @Schema(example = "transferencia") @Nullable @Size(max = 50)
            String metodo,

            @Schema(example = "N26-8841") @Nullable @Size(max = 100)
            String referencia) {}

    record Devolucion(
            @Schema(description = "Cuándo se devolvió; si falta, hoy", example = "2026-11-25") @Nullable
            LocalDate fecha,

            @Schema(example = "Recibo devuelto por falta de fondos") @Nullable @Size(max = 300)
            String motivo) {}

    @Schema(name = "ListaDePagos")
    record Lista(List<Pago> pagos, long total, int skip, int limit) implements Listado {}

    @PostMapping("/facturas/{id}/pagos")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Registra un pago", description = "Puede ser parcial. El CRM lo conoce al momento.")
    @ApiResponse(responseCode = "201", description = "El pago registrado")
    @ApiResponse(responseCode = "409", description = "La factura está anulada")
    Pago registrar(@PathVariable String id, @Valid @RequestBody NuevoPago nuevo) {
        LocalDate fecha = hoyOAntes(nuevo.fecha());
        return registro.registrar(id, new Importe(nuevo.importe()), fecha, nuevo.metodo(), nuevo.referencia());
    }

    @PostMapping("/pagos/{id}/devolver")
    @Operation(
            summary = "Anota que un pago se ha devuelto, como un recibo domiciliado sin fondos",
            description =
                    "Vuelve a deberse. El pago sigue en las listas, y el CRM lo conoce al momento. Devolverlo otra vez"
                            + " no cambia nada: se responde lo mismo.")
    @ApiResponse(responseCode = "200", description = "El pago devuelto")
    Pago devolver(@PathVariable String id, @Valid @RequestBody(required = false) @Nullable Devolucion devolucion) {
        Devolucion datos = Objects.requireNonNullElse(devolucion, new Devolucion(null, null));
        UUID pago = Identificador.de(id).orElseThrow(PagoDesconocido::new);
        return registro.devolver(pago, hoyOAntes(datos.fecha()), datos.motivo());
    }

    private LocalDate hoyOAntes(@Nullable LocalDate fecha) {
        LocalDate hoy = LocalDate.now(clock);
        if (fecha != null && fecha.isAfter(hoy)) {
            throw new CamposInvalidos(List.of(new CampoInvalido("fecha", "no puede ser futura")));
        }
        return Objects.requireNonNullElse(fecha, hoy);
    }

    @GetMapping("/facturas/{id}/pagos")
    @Operation(summary = "Los pagos de una factura, en el orden en que se registraron")
    List<Pago> deFactura(@PathVariable String id) {
        return pagos.de(cobros.deFactura(id));
    }

    @GetMapping("/pagos")
    @Operation(summary = "Todos los pagos, el más reciente primero")
    Lista todos(@Valid @ParameterObject Pagina pagina) {
        return new Lista(pagos.todos(pagina), pagos.total(), pagina.skip(), pagina.limit());
    }
}
