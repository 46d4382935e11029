package es.crmfactura.factura.facturas;

import es.crmfactura.factura.verifactu.RegistroEnXml;
import es.crmfactura.factura.verifactu.RegistrosReadModel;
import es.crmfactura.web.Problema;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas/{id}")
@Tag(name = "Verifactu")
class RegistroController {

    private final FacturasReadModel facturas;
    private final RegistrosReadModel registros;

    RegistroController(FacturasReadModel facturas, RegistrosReadModel registros) {
        this.facturas = facturas;
        this.registros = registros;
    }

    @GetMapping(path = "/verifactu.xml", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(
            summary = "El último registro de facturación de una factura, en XML",
            description =
                    "El de alta o, si la factura se anuló, el de anulación, como lo define la Agencia Tributaria.")
    @ApiResponse(
            responseCode = "200",
            description = "El registro",
            content = @Content(mediaType = "application/xml", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "Es un borrador")
    byte[] registro(@PathVariable String id) {
        UUID factura = FacturaId.de(id);
        return registros
                .ultimoDe(factura)
                .map(RegistroEnXml::documento)
                .orElseThrow(() -> sinRegistro(facturas.conId(factura)));
    }

    private static Problema sinRegistro(FacturaVista factura) {
        return factura.estado() == Estado.borrador ? new EnBorrador() : new SinRegistro();
    }

    private static final class EnBorrador extends Problema {

        EnBorrador() {
            super(
                    HttpStatus.CONFLICT,
                    "factura_sin_emitir",
                    "Es un borrador: tendrá su registro de facturación cuando se emita.");
        }
    }

    private static final class SinRegistro extends Problema {

        SinRegistro() {
            super(
                    HttpStatus.NOT_FOUND,
                    "sin_registro",
                    "Esta factura es anterior a los registros de facturación: no tiene ninguno.");
        }
    }
}
