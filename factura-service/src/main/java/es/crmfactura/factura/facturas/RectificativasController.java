package es.crmfactura.factura.facturas;

import es.crmfactura.factura.rectificativas.CanjeDeFacturas;
import es.crmfactura.factura.rectificativas.NuevaRectificativa;
import es.crmfactura.factura.rectificativas.NuevoCanje;
import es.crmfactura.factura.rectificativas.RectificacionDeFacturas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas")
@Tag(name = "Rectificativas", description = "Corregir facturas emitidas, y canjear las simplificadas")
class RectificativasController {

    private final RectificacionDeFacturas rectificacion;
    private final CanjeDeFacturas canje;
    private final FacturasReadModel facturas;

    RectificativasController(RectificacionDeFacturas rectificacion, CanjeDeFacturas canje, FacturasReadModel facturas) {
        this.rectificacion = rectificacion;
        this.canje = canje;
        this.facturas = facturas;
    }

    @PostMapping("/{id}/rectificar")
    @Operation(
            summary = "Rectifica una factura",
            description =
                    "Emite una rectificativa en la serie REC, al cliente de la factura y con sus datos de entonces. Por"
                            + " diferencias, lo que quita ya no se debe de la factura, y lo que añade se debe por sí. Por"
                            + " sustitución, la factura queda rectificada, y lo pagado de ella vale para la nueva. El CRM lo"
                            + " conoce al momento.")
    @ApiResponse(responseCode = "201", description = "La rectificativa")
    @ApiResponse(
            responseCode = "409",
            description =
                    "Está anulada, es un borrador, u otra ocupa su lugar; o tiene diferencias y no se puede sustituir")
    ResponseEntity<FacturaVista> rectificar(@PathVariable String id, @Valid @RequestBody NuevaRectificativa nueva) {
        return emitida(rectificacion.rectificar(FacturaId.de(id), nueva));
    }

    @PostMapping("/canjear")
    @Operation(
            summary = "Canjea facturas simplificadas por una completa",
            description =
                    "Emite una factura completa, de tipo F3, con las líneas y los impuestos de las simplificadas, que quedan"
                            + " rectificadas. Lo pagado de ellas vale para la nueva. Las que llevan el NIF de otro cliente no"
                            + " se canjean, ni las anuladas, las rectificadas o las canjeadas ya.")
    @ApiResponse(responseCode = "201", description = "La factura completa")
    ResponseEntity<FacturaVista> canjear(@Valid @RequestBody NuevoCanje nuevo) {
        return emitida(canje.canjear(nuevo));
    }

    private ResponseEntity<FacturaVista> emitida(UUID id) {
        return ResponseEntity.created(URI.create("/api/facturas/" + id)).body(facturas.conId(id));
    }
}
