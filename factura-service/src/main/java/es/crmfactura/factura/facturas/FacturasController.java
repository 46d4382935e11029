package es.crmfactura.factura.facturas;

import es.crmfactura.factura.borradores.Borradores;
import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    private final Borradores borradores;
    private final AnulacionDeFacturas anulacion;
    private final FacturasReadModel facturas;
    private final Directorio directorio;
    private final Clock clock;

    FacturasController(
            EmisionDeFacturas emision,
            Borradores borradores,
            AnulacionDeFacturas anulacion,
            FacturasReadModel facturas,
            Directorio directorio,
            Clock clock) {
        this.emision = emision;
        this.borradores = borradores;
        this.anulacion = anulacion;
        this.facturas = facturas;
        this.directorio = directorio;
        this.clock = clock;
    }

    record Anulacion(
            @Schema(description = "Por qué; también lo lee el CRM", example = "Emitida dos veces")
            @NotBlank
            @Size(max = 300)
            String motivo) {}

    @Schema(name = "ListaDeFacturas")
    record Lista(List<FacturaVista> facturas, long total, int skip, int limit) implements Listado {}

    @PostMapping
    @Operation(
            summary = "Emite una factura, o la guarda en borrador",
            description =
                    "Con su número definitivo, correlativo en su serie y año. Una factura emitida ya no cambia. El CRM la"
                            + " conoce al momento, y con ella a su cliente si era nuevo. Un borrador no tiene número, y su"
                            + " cliente puede faltar todavía.")
    @ApiResponse(responseCode = "201", description = "La factura emitida, o el borrador")
    @ApiResponse(responseCode = "409", description = "Falta el emisor: PUT /api/emisor")
    ResponseEntity<FacturaVista> emitir(@Valid @RequestBody NuevaFactura nueva) {
        FacturaVista factura = nueva.esBorrador()
                ? facturas.conId(borradores.guardar(nueva))
                : FacturaVista.de(emision.emitir(nueva), LocalDate.now(clock));
        return ResponseEntity.created(URI.create("/api/facturas/" + factura.id()))
                .body(factura);
    }

    @GetMapping
    @Operation(summary = "Las facturas, la más reciente primero; los borradores, solo si se piden")
    Lista lista(
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = "borrador, emitida, parcialmente_pagada, vencida, pagada, rectificada o anulada")
                    @RequestParam(required = false)
                    @Nullable
                    Estado estado,
            @Parameter(description = "De un cliente del CRM")
                    @RequestParam(name = "cliente_crm_id", required = false)
                    @Nullable
                    String clienteCrmId,
            @Parameter(description = "FAC, SIM o REC") @RequestParam(required = false) @Nullable Serie serie,
            @Parameter(description = "Desde esta fecha") @RequestParam(required = false) @Nullable LocalDate desde,
            @Parameter(description = "Hasta esta fecha") @RequestParam(required = false) @Nullable LocalDate hasta,
            @Parameter(description = "En el número, y en el nombre y el NIF del cliente")
                    @RequestParam(required = false)
                    @Nullable
                    String buscar,
            @Parameter(description = "Solo las vencidas") @RequestParam(required = false) @Nullable Boolean vencidas) {
        Set<UUID> clientes = clienteCrmId == null ? null : identidades(clienteCrmId);
        var filtro = new FiltroDeFacturas(estado, clientes, serie, desde, hasta, buscar, vencidas);
        return new Lista(facturas.lista(filtro, pagina), facturas.total(filtro), pagina.skip(), pagina.limit());
    }

    private Set<UUID> identidades(String clienteCrmId) {
        try {
            return directorio.identidades(UUID.fromString(clienteCrmId));
        } catch (IllegalArgumentException e) {
            // names nobody, as any other unknown id
            return Set.of();
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una factura, también en borrador")
    FacturaVista una(@PathVariable String id) {
        return facturas.conId(FacturaId.de(id));
    }

    @PostMapping("/{id}/anular")
    @Operation(
            summary = "Anula una factura que se emitió por error",
            description =
                    "Conserva su número, y no vuelve a contar ni admite pagos; lo que rectificaba o sustituía queda como"
                            + " antes. El CRM lo conoce al momento. Anularla otra vez no cambia nada: se responde lo mismo.")
    @ApiResponse(responseCode = "200", description = "La factura anulada")
    @ApiResponse(
            responseCode = "409",
            description =
                    "Tiene pagos: devuélvalos antes; otra la rectifica o la sustituye: anule antes esa; o es un borrador,"
                            + " que se elimina")
    FacturaVista anular(@PathVariable String id, @Valid @RequestBody Anulacion datos, Precondicion precondicion) {
        UUID factura = FacturaId.de(id);
        anulacion.anular(factura, datos.motivo(), precondicion);
        return facturas.conId(factura);
    }

    @GetMapping("/numero/{numero}")
    @Operation(summary = "Una factura, por su número")
    FacturaVista conNumero(@PathVariable String numero) {
        return facturas.conNumero(numero);
    }
}
