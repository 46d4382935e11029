package es.crmfactura.factura.pagos;

import es.crmfactura.factura.facturas.Cobros;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
@Tag(name = "Pagos", description = "Los cobros de las facturas")
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

    @Schema(name = "ListaDePagos")
    record Lista(List<Pago> pagos, long total, int skip, int limit) implements Listado {}

    @PostMapping("/facturas/{id}/pagos")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Registra un pago", description = "Puede ser parcial. El CRM lo conoce al momento.")
    Pago registrar(@PathVariable String id, @Valid @RequestBody NuevoPago nuevo) {
        LocalDate hoy = LocalDate.now(clock);
        LocalDate fecha = Objects.requireNonNullElse(nuevo.fecha(), hoy);
        if (fecha.isAfter(hoy)) {
            throw new CamposInvalidos(List.of(new CampoInvalido("fecha", "no puede ser futura")));
        }
        return registro.registrar(id, new Importe(nuevo.importe()), fecha, nuevo.metodo(), nuevo.referencia());
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
