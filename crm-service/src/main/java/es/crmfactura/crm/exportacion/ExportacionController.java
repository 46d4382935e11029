package es.crmfactura.crm.exportacion;

import es.crmfactura.web.ficheros.Descarga;
import es.crmfactura.web.ficheros.TablaCsv;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm")
@Tag(name = "Exportaciones", description = "Clientes y contactos como ficheros CSV, que se pueden volver a importar")
class ExportacionController {

    private static final String SEPARADOR = "Qué separa las celdas: ; o ,";

    private final ExportacionReadModel tablas;

    ExportacionController(ExportacionReadModel tablas) {
        this.tablas = tablas;
    }

    @GetMapping("/clientes.csv")
    @Operation(summary = "Todos los clientes, en CSV y UTF-8")
    @ApiResponse(
            responseCode = "200",
            description = "El fichero",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    void clientes(
            @Parameter(description = SEPARADOR)
                    @RequestParam(defaultValue = ";")
                    @Pattern(regexp = "[;,]", message = "tiene que ser ; o ,")
                    String separador,
            HttpServletResponse respuesta)
            throws IOException {
        char entreCeldas = separador.charAt(0);
        Descarga.enviar(
                respuesta,
                "clientes.csv",
                TablaCsv.TIPO,
                TablaCsv.de(entreCeldas, filas -> tablas.clientes(entreCeldas, filas)));
    }

    @GetMapping("/contactos.csv")
    @Operation(summary = "Los contactos de todos los clientes, en CSV y UTF-8")
    @ApiResponse(
            responseCode = "200",
            description = "El fichero",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    void contactos(
            @Parameter(description = SEPARADOR)
                    @RequestParam(defaultValue = ";")
                    @Pattern(regexp = "[;,]", message = "tiene que ser ; o ,")
                    String separador,
            HttpServletResponse respuesta)
            throws IOException {
        char entreCeldas = separador.charAt(0);
        Descarga.enviar(
                respuesta,
                "contactos.csv",
                TablaCsv.TIPO,
                TablaCsv.de(entreCeldas, filas -> tablas.contactos(entreCeldas, filas)));
    }
}
