package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas")
@Tag(name = "Facturas", description = "Emitir facturas y consultarlas")
class FacturasController {

    private final EmisionDeFacturas emision;
    private final FacturasReadModel facturas;
    private final Clock clock;

    FacturasController(EmisionDeFacturas emision, FacturasReadModel facturas, Clock clock) {
        this.emision = emision;
        this.facturas = facturas;
        this.clock = clock;
    }

    @Schema(name = "ListaDeFacturas")
    record Lista(List<FacturaVista> facturas, long total, int skip, int limit) implements Listado {}

    @PostMapping
    @Operation(
            summary = "Emite una factura",
            description =
                    "Con su número definitivo, correlativo en su serie y año. Una factura emitida ya no cambia. El CRM la"
                            + " conoce al momento, y con ella a su cliente si era nuevo.")
    @ApiResponse(responseCode = "201", description = "La factura emitida")
    @ApiResponse(responseCode = "409", description = "Falta el emisor: PUT /api/emisor")
    ResponseEntity<FacturaVista> emitir(@Valid @RequestBody NuevaFactura nueva) {
        FacturaVista emitida = FacturaVista.de(emision.emitir(nueva), LocalDate.now(clock));
        return ResponseEntity.created(URI.create("/api/facturas/" + emitida.id()))
                .body(emitida);
    }

    @GetMapping
    @Operation(summary = "Las facturas, la más reciente primero")
    Lista lista(
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "emitida, parcialmente_pagada, vencida o pagada")
                    @RequestParam(required = false)
                    @Nullable
                    Estado estado,
            @Parameter(description = "De un cliente del CRM")
                    @RequestParam(name = "cliente_crm_id", required = false)
                    @Nullable
                    String clienteCrmId,
            @Parameter(description = "FAC o SIM") @RequestParam(required = false) @Nullable Serie serie,
            @Parameter(description = "Desde esta fecha") @RequestParam(required = false) @Nullable LocalDate desde,
            @Parameter(description = "Hasta esta fecha") @RequestParam(required = false) @Nullable LocalDate hasta,
            @Parameter(description = "En el número, y en el nombre y el NIF del cliente")
                    @RequestParam(required = false)
                    @Nullable
                    String buscar,
            @Parameter(description = "Solo las vencidas") @RequestParam(required = false) @Nullable Boolean vencidas) {
        var filtro = new FacturasReadModel.Filtro(estado, clienteCrmId, serie, desde, hasta, buscar, vencidas);
        return new Lista(facturas.lista(filtro, pagina), facturas.total(filtro), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una factura")
    FacturaVista una(@PathVariable String id) {
        return facturas.conId(FacturaId.de(id));
    }

    @GetMapping("/numero/{numero}")
    @Operation(summary = "Una factura, por su número")
    FacturaVista conNumero(@PathVariable String numero) {
        return facturas.conNumero(numero);
    }
}
