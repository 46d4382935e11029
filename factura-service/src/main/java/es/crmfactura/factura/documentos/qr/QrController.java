package es.crmfactura.factura.documentos.qr;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.Respuestas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "Documentos")
class QrController {

    private static final String COMO =
            "Imprímalo de 30 a 40 mm, al principio de la factura, con «QR tributario:» encima. Debajo lleva «VERI*FACTU» solo"
                    + " si los registros se envían a la Agencia Tributaria: vea la remisión en /api/verifactu/estado.";

    /** At 300 dots an inch a code of 34 mm is some 400 pixels wide. */
    private static final int PIXELES_DE_MODULO = 10;

    private final DocumentosReadModel documentos;
    private final CodigosQr codigos;

    QrController(DocumentosReadModel documentos, CodigosQr codigos) {
        this.documentos = documentos;
        this.codigos = codigos;
    }

    @GetMapping("/api/facturas/{id}/qr.png")
    @Operation(summary = "El QR de la factura, en PNG", description = COMO)
    @ApiResponse(
            responseCode = "200",
            description = "El PNG",
            content = @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "Es un borrador")
    @Nullable
    ResponseEntity<byte[]> png(@PathVariable String id, WebRequest request) {
        return qr(id, request, MediaType.IMAGE_PNG, "png", qr -> qr.png(PIXELES_DE_MODULO));
    }

    @GetMapping("/api/facturas/{id}/qr.svg")
    @Operation(summary = "El QR de la factura, en SVG", description = COMO)
    @ApiResponse(
            responseCode = "200",
            description = "El SVG",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "Es un borrador")
    @Nullable
    ResponseEntity<byte[]> svg(@PathVariable String id, WebRequest request) {
        return qr(
                id,
                request,
                MediaType.valueOf("image/svg+xml"),
                "svg",
                qr -> qr.svg().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable ResponseEntity<byte[]> qr(
            String id, WebRequest request, MediaType tipo, String extension, Function<CodigoQr, byte[]> dibujo) {
        Documento factura = documentos.conId(id);
        QrTributario qr = codigos.de(factura);
        return Respuestas.de(
                request,
                tipo,
                factura.numero() + "." + extension,
                qr.direccion().toString(),
                () -> dibujo.apply(qr.codigo()));
    }
}
