package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.tablas.Formato;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
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
@Tag(
        name = "Reportes",
        description = "Ventas, cobros e impuestos, exactos al momento; también como ficheros CSV y XLSX")
class VentasController {

    private static final int ANYOS = 5;
    private static final int FILAS = 1000;

    private static final String DESDE = "Desde esta fecha de expedición; si falta, el 1 de enero";
    private static final String HASTA = "Hasta esta, como mucho 5 años; si falta, hoy";
    private static final String PERIODO_NO_VALIDO = "El periodo no es válido";

    private final VentasReadModel ventas;
    private final CompradoresReadModel compradores;
    private final Clock clock;

    VentasController(VentasReadModel ventas, CompradoresReadModel compradores, Clock clock) {
        this.ventas = ventas;
        this.compradores = compradores;
        this.clock = clock;
    }

    @GetMapping("/ventas")
    @Operation(
            summary = "Las ventas por días, meses, series o clientes, y las del mismo periodo del año anterior",
            description =
                    "Cada documento cuenta en su fecha por lo que añade: una rectificativa por sustitución, lo suyo"
                            + " menos lo sustituido; una factura en canje, nada más que su cliente. Las anuladas no cuentan.")
    @ApiResponse(responseCode = "200", description = "Las ventas")
    @ApiResponse(responseCode = "422", description = PERIODO_NO_VALIDO)
    @Nullable
    Ventas ventas(
            @Parameter(description = "dia, mes, serie o cliente") @RequestParam(defaultValue = "mes") Agrupacion por,
            @Parameter(description = DESDE) @RequestParam(required = false) @Nullable LocalDate desde,
            @Parameter(description = HASTA) @RequestParam(required = false) @Nullable LocalDate hasta,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        Periodo periodo = periodo(desde, hasta);
        return formato.responder(
                () -> ventas(por, periodo, FILAS),
                () -> ventas(por, periodo, null).tabla(),
                respuesta);
    }

    private Ventas ventas(Agrupacion por, Periodo periodo, @Nullable Integer limit) {
        return por == Agrupacion.cliente
                ? Ventas.porClientes(periodo, compradores.compradores(periodo, periodo.unAnyoAntes(), 0, limit))
                : Ventas.de(por, periodo, ventas.filas(por, periodo));
    }

    @GetMapping("/clientes")
    @Operation(
            summary = "Los clientes por lo que se les ha vendido, el que más compra primero",
            description = "Con la parte de las ventas que es de cada uno, y la de los primeros hasta él.")
    @ApiResponse(responseCode = "200", description = "Una parte de la lista; en un fichero, la lista entera")
    @ApiResponse(responseCode = "422", description = PERIODO_NO_VALIDO)
    @Nullable
    RankingDeClientes clientes(
            @Parameter(description = DESDE) @RequestParam(required = false) @Nullable LocalDate desde,
            @Parameter(description = HASTA) @RequestParam(required = false) @Nullable LocalDate hasta,
            @Valid @ParameterObject Pagina pagina,
            @Parameter(description = Formato.DESCRIPCION) @RequestParam(defaultValue = "json") Formato formato,
            HttpServletResponse respuesta)
            throws IOException {
        Periodo periodo = periodo(desde, hasta);
        return formato.responder(
                () -> RankingDeClientes.de(
                        periodo,
                        compradores.compradores(periodo, Periodo.VACIO, pagina.skip(), pagina.limit()),
                        pagina.skip(),
                        pagina.limit()),
                () -> RankingDeClientes.tabla(compradores.compradores(periodo, Periodo.VACIO, 0, null)),
                respuesta);
    }

    private Periodo periodo(@Nullable LocalDate desde, @Nullable LocalDate hasta) {
        return Periodo.pedido(desde, hasta, LocalDate.now(clock), ANYOS);
    }
}
