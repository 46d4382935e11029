package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.Respuestas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "Documentos")
class FacturaeController {

    private final DocumentosReadModel documentos;

    FacturaeController(DocumentosReadModel documentos) {
        this.documentos = documentos;
    }

    @GetMapping("/api/facturas/{id}/facturae.xml")
    @Operation(
            summary = "La factura en Facturae 3.2.2, sin firmar",
            description =
                    "El formato de las administraciones públicas. Antes de presentarla hay que firmarla, por ejemplo con"
                            + " AutoFirma.")
    @ApiResponse(
            responseCode = "200",
            description = "El XML",
            content = @Content(mediaType = "application/xml", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "409",
            description = "Es un borrador, está anulada, o falta el NIF o la dirección del cliente")
    @Nullable
    ResponseEntity<byte[]> facturae(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "La del cliente, con calle, código postal y municipio; si falta, la de la factura",
                            example = "Calle Mayor 1, 28013 Madrid")
                    @RequestParam(required = false)
                    @Nullable
                    @Size(max = 300)
                    String direccion,
            WebRequest request) {
        Documento factura = documentos.conId(id);
        var facturae = new Facturae(factura, direccion);
        return Respuestas.de(
                request,
                MediaType.APPLICATION_XML,
                factura.numero() + ".xml",
                factura + "facturae" + direccion,
                facturae::documento);
    }
}
