package es.crmfactura.auditoria;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.SoloAdministracion;
import es.crmfactura.web.ficheros.Descarga;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auditoria")
@SoloAdministracion
@Tag(
        name = "Auditoria",
        description = "Quién hizo qué y con qué registro, y la cadena de huellas que delata a quien cambie lo anotado")
class AuditoriaController {

    private static final String NDJSON = "application/x-ndjson";

    private final AuditoriaReadModel auditoria;

    AuditoriaController(AuditoriaReadModel auditoria) {
        this.auditoria = auditoria;
    }

    @GetMapping
    @Operation(
            summary = "Lo que se ha hecho, lo último primero",
            description = "Lo que se hizo y qué columnas cambiaron, nunca los valores.")
    Lista listar(@ParameterObject FiltroDeAuditoria filtro, @Valid @ParameterObject Pagina pagina) {
        return new Lista(auditoria.lista(filtro, pagina), auditoria.total(filtro), pagina.skip(), pagina.limit());
    }

    @GetMapping("/exportacion")
    @Operation(
            summary = "Las entradas selladas, en el orden de la cadena, una por línea",
            description =
                    "Cada una con su huella y la anterior, para guardarlas fuera y verificarlas sin este servicio: la huella es el"
                            + " SHA-256 de la anterior y de los campos de la entrada, cada uno tras su largo en bytes y dos puntos.")
    @ApiResponse(
            responseCode = "200",
            description = "El fichero",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = "string", format = "binary")))
    void exportar(
            @Parameter(description = "Desde qué posición") @RequestParam(defaultValue = "1") @Min(1) long desde,
            HttpServletResponse respuesta)
            throws IOException {
        Descarga.enviar(respuesta, "auditoria.ndjson", NDJSON, fichero -> {
            var lineas = new PrintWriter(new OutputStreamWriter(fichero, StandardCharsets.UTF_8));
            auditoria.exportar(desde, linea -> lineas.append(linea).append('\n'));
            if (lineas.checkError()) {
                throw new IOException("the file could not be written");
            }
        });
    }

    @GetMapping("/cadena")
    @Operation(
            summary = "Verifica la cadena entera",
            description =
                    "Vuelve a calcular cada huella y comprueba que ninguna entrada falta, sobra ni ha cambiado. Quien manda en la base"
                            + " de datos podría rehacer la cadena entera: anote de vez en cuando posicion y huella en otro sitio y"
                            + " compruebe que la exportación desde esa posición empieza con la misma huella. Con muchas entradas"
                            + " tarda: unos segundos por cada millón.")
    Cadena cadena() {
        return auditoria.verificar();
    }

    @Schema(name = "ListaDeAuditoria")
    record Lista(
            @Schema(description = "Las de esta página") List<Entrada> entradas,

            @Schema(description = "Cuántas hay en total", example = "1")
            long total,

            @Schema(description = "Cuántas se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántas caben en la página", example = "50")
            int limit)
            implements Listado {}
}
