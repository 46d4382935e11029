package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.Respuestas;
import es.crmfactura.factura.documentos.qr.CodigosQr;
import es.crmfactura.factura.documentos.qr.QrTributario;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "Documentos", description = "La factura en papel y en fichero")
class PdfController {

    private final DocumentosReadModel documentos;
    private final MembreteReadModel membretes;
    private final CodigosQr codigos;
    private final FacturasEnPdf pdf;

    PdfController(DocumentosReadModel documentos, MembreteReadModel membretes, CodigosQr codigos, FacturasEnPdf pdf) {
        this.documentos = documentos;
        this.membretes = membretes;
        this.codigos = codigos;
        this.pdf = pdf;
    }

    @GetMapping("/api/facturas/{id}/pdf")
    @Operation(
            summary = "La factura en PDF",
            description =
                    "Con el logotipo y el color de ahora, y los datos de cuando se emitió. PDF/A-2a y PDF/UA: se puede"
                            + " archivar y leer en voz alta.")
    @ApiResponse(
            responseCode = "200",
            description = "El PDF",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "Es un borrador")
    @Nullable
    ResponseEntity<byte[]> pdf(
            @PathVariable String id,
            @Parameter(description = "Lleva la palabra DUPLICADO (RD 1619/2012, art. 14)")
                    @RequestParam(defaultValue = "false")
                    boolean duplicado,
            WebRequest request) {
        Documento factura = documentos.conId(id);
        Membrete membrete = membretes.actual();
        QrTributario qr = codigos.de(factura);
        return Respuestas.de(
                request,
                MediaType.APPLICATION_PDF,
                factura.numero() + ".pdf",
                factura + membrete.huella() + qr + duplicado,
                () -> pdf.pdf(factura, membrete, qr, duplicado));
    }
}
