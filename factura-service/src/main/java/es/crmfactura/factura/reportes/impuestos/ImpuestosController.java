package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.tablas.Formato;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reportes")
@Tag(name = "Reportes")
class ImpuestosController {

    private static final String EJERCICIO = "El año";
    private static final String NO_VALIDO = "Algún parámetro no es válido";
    private static final String DEVENGO =
            " Cuenta la fecha de la operación si no es la de expedición; en una rectificativa, la suya.";

    private final ImpuestosReadModel impuestos;
    private final LibroReadModel libro;
    private final Clock clock;

    ImpuestosController(ImpuestosReadModel impuestos, LibroReadModel libro, Clock clock) {
        this.impuestos = impuestos;
        this.libro = libro;
        this.clock = clock;
    }

    @GetMapping("/iva")
    @Operation(
            summary = "El IVA de un trimestre, con las casillas del modelo 303",
            description =
                    "De las facturas emitidas. Lo que cambian las rectificativas va aparte, en las modificaciones; las"
                            + " anuladas no cuentan." + DEVENGO
                            + " Las prestaciones de servicios a empresas de otros Estados"
                            + " miembros van en la casilla 59 y no en la 120: las facturas no las distinguen de las demás no"
                            + " sujetas (N2).")
    @ApiResponse(responseCode = "200", description = "El IVA devengado")
    @ApiResponse(responseCode = "422", description = NO_VALIDO)
    @Nullable
    ResumenDeIva iva(
            @Parameter(description = EJERCICIO, example = "2026") @RequestParam @Min(1900) @Max(9999) int ejercicio,
            @Parameter(description = "De 1 a 4", example = "4") @RequestParam @Min(1) @Max(4) int trimestre,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        return formato.responder(
                () -> impuestos.iva(ejercicio, trimestre),
                () -> impuestos.iva(ejercicio, trimestre).tabla(),
                respuesta);
    }

    @GetMapping("/347")
    @Operation(
            summary = "Las ventas que se declaran en el modelo 347, por NIF y trimestres",
            description = "Quienes superan 3005,06 € en el año, IVA y recargo incluidos. No entran las operaciones con"
                    + " retención de IRPF, las exportaciones y las entregas intracomunitarias, ni las que no llevan el NIF"
                    + " del cliente. El resumen dice cuánto es de cada cosa." + DEVENGO)
    @ApiResponse(responseCode = "200", description = "Una parte de la lista; en un fichero, la lista entera")
    @ApiResponse(responseCode = "422", description = NO_VALIDO)
    @Nullable
    Modelo347 modelo347(
            @Parameter(description = EJERCICIO, example = "2026") @RequestParam @Min(1900) @Max(9999) int ejercicio,
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        return formato.responder(
                () -> impuestos.declarados(ejercicio, pagina.skip(), pagina.limit()),
                () -> impuestos.declarados(ejercicio, 0, null).tabla(),
                respuesta);
    }

    @GetMapping("/libro-registro")
    @Operation(
            summary = "El libro registro de facturas expedidas",
            description = "Una línea por documento y tipo de IVA, por orden de fechas y números. Lo que sustituye una"
                    + " rectificativa va delante de ella con el signo cambiado. Las anuladas no están." + DEVENGO
                    + " Los ficheros tienen las columnas del formato electrónico común de la Agencia Tributaria.")
    @ApiResponse(responseCode = "200", description = "Una parte del libro; en un fichero, el libro entero")
    @ApiResponse(responseCode = "422", description = NO_VALIDO)
    @Nullable
    LibroRegistro libroRegistro(
            @Parameter(description = "Desde este día; si falta, el 1 de enero")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate desde,
            @Parameter(description = "Hasta este, como mucho un año; si falta, hoy")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate hasta,
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        Periodo periodo = Periodo.pedido(desde, hasta, LocalDate.now(clock), 1);
        return formato.responder(
                () -> libro.parte(periodo, pagina.skip(), pagina.limit()),
                () -> LibroDeLaAgencia.de(periodo, asientos -> libro.leer(periodo, asientos)),
                respuesta);
    }
}
