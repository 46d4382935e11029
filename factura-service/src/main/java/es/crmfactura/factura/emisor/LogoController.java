package es.crmfactura.factura.emisor;

import es.crmfactura.web.Problema;
import es.crmfactura.web.SoloAdministracion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/emisor/logo")
@Tag(name = "Emisor")
class LogoController {

    private final JdbcClient jdbc;

    LogoController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    @Operation(summary = "El logotipo")
    @ApiResponse(
            responseCode = "200",
            description = "La imagen",
            content = {
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "404", description = "No hay logotipo")
    ResponseEntity<byte[]> logo() {
        Logo logo = jdbc.sql("select tipo, contenido from emisor_logo")
                .query((row, number) -> new Logo(row.getString("tipo"), row.getBytes("contenido")))
                .optional()
                .orElseThrow(SinLogo::new);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(logo.tipo()))
                .body(logo.contenido());
    }

    @PutMapping(consumes = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
    @SoloAdministracion
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Fija el logotipo de las facturas en PDF",
            description =
                    "Un PNG o un JPEG de 512 KiB y 2000 píxeles de lado como mucho, en el cuerpo de la solicitud.")
    @ApiResponse(responseCode = "204", description = "Las facturas lo llevan desde ahora, también las ya emitidas")
    void guardarLogo(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary"))
                            })
                    @RequestBody
                    byte[] imagen) {
        Logo logo = Logo.de(imagen);
        jdbc.sql("""
                        insert into emisor_logo (tipo, contenido) values (?, ?)
                        on conflict (id) do update set tipo = excluded.tipo, contenido = excluded.contenido""").params(logo.tipo(), logo.contenido()).update();
    }

    @DeleteMapping
    @SoloAdministracion
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Quita el logotipo")
    @ApiResponse(responseCode = "204", description = "Ya no está")
    void quitarLogo() {
        jdbc.sql("delete from emisor_logo").update();
    }

    private static final class SinLogo extends Problema {

        SinLogo() {
            super(HttpStatus.NOT_FOUND, "sin_logo", "No hay logotipo: envíe uno con PUT /api/emisor/logo.");
        }
    }
}
