package es.crmfactura.factura.facturas;

import es.crmfactura.factura.borradores.Borradores;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas/{id}")
@Tag(name = "Borradores", description = "Facturas que todavía no se han emitido")
class BorradoresController {

    private static final String YA_EMITIDA = "Ya está emitida, y una factura emitida no cambia";

    private final Borradores borradores;
    private final FacturasReadModel facturas;

    BorradoresController(Borradores borradores, FacturasReadModel facturas) {
        this.borradores = borradores;
        this.facturas = facturas;
    }

    @PutMapping
    @Operation(summary = "Cambia un borrador entero", description = "Lo que no se envía queda vacío.")
    @ApiResponse(responseCode = "200", description = "El borrador como ha quedado")
    @ApiResponse(responseCode = "409", description = YA_EMITIDA)
    FacturaVista reemplazar(
            @PathVariable String id, @Valid @RequestBody NuevaFactura nueva, Precondicion precondicion) {
        UUID borrador = FacturaId.de(id);
        borradores.reemplazar(borrador, nueva, precondicion);
        return facturas.conId(borrador);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Elimina un borrador")
    @ApiResponse(responseCode = "204", description = "Ya no está")
    @ApiResponse(responseCode = "409", description = YA_EMITIDA)
    void eliminar(@PathVariable String id, Precondicion precondicion) {
        borradores.eliminar(FacturaId.de(id), precondicion);
    }

    @PostMapping("/emitir")
    @Operation(
            summary = "Emite un borrador",
            description =
                    "Con el mismo identificador y con su número definitivo, como si se hubiera emitido al enviarla.")
    @ApiResponse(responseCode = "200", description = "La factura emitida")
    @ApiResponse(responseCode = "409", description = YA_EMITIDA + "; o falta el emisor: PUT /api/emisor")
    @ApiResponse(responseCode = "422", description = "Al borrador le falta algo para emitirse")
    FacturaVista emitir(@PathVariable String id, Precondicion precondicion) {
        UUID borrador = FacturaId.de(id);
        borradores.emitir(borrador, precondicion);
        return facturas.conId(borrador);
    }
}
