package es.crmfactura.factura.lotes;

import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.lotes.recepcion.LoteVacioException;
import es.crmfactura.factura.lotes.recepcion.Recepcion;
import es.crmfactura.factura.lotes.recepcion.Recepcion.Encargo;
import es.crmfactura.factura.lotes.recepcion.Recepcion.Escritura;
import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Upload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/facturas/lotes")
@Tag(name = "Lotes", description = "Miles de facturas de una vez, emitidas en segundo plano")
class LotesController {

    private static final String CSV = "text/csv";

    private static final String EJEMPLO_JSON = """
            [{"referencia": "P-2026-1043", "cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"},
              "items": [{"descripcion": "Café", "cantidad": 10, "precio": 12.50, "iva": 10}]},
             {"referencia": "P-2026-1044", "cliente_crm_id": "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11",
              "items": [{"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00}]}]""";

    private static final String EJEMPLO_NDJSON = """
            {"referencia": "P-2026-1043", "cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"}, "items": [{"descripcion": "Café", "cantidad": 10, "precio": 12.50, "iva": 10}]}
            {"referencia": "P-2026-1044", "cliente_crm_id": "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11", "items": [{"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00}]}""";

    private static final String EJEMPLO_CSV = """
            referencia;cliente;nif;fecha;descripcion;cantidad;precio;iva
            P-2026-1043;Bar Manolo S.L.;B12345674;25/11/2026;Café;10;12,50;10
            P-2026-1043;;;;Azúcar;2;3,00;10
            P-2026-1044;Talleres Muñoz S.L.;B12345674;25/11/2026;Consultoría;2;100,00;21""";

    private final Recepcion recepcion;
    private final ControlDeLotes control;
    private final ProgresoEnVivo progreso;
    private final LotesReadModel lotes;

    LotesController(Recepcion recepcion, ControlDeLotes control, ProgresoEnVivo progreso, LotesReadModel lotes) {
        this.recepcion = recepcion;
        this.control = control;
        this.progreso = progreso;
        this.lotes = lotes;
    }

    @Schema(name = "ListaDeLotes")
    record Lista(List<Lote> lotes, long total, int skip, int limit) implements Listado {}

    @Schema(name = "ListaDeFilasEmitidas")
    record Emitidas(List<LotesReadModel.Emitida> facturas, long total, int skip, int limit) implements Listado {}

    @Schema(name = "ListaDeFilasRechazadas")
    record Rechazadas(List<LotesReadModel.Rechazada> rechazadas, long total, int skip, int limit) implements Listado {}

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, CSV})
    @Operation(
            summary = "Recibe facturas para emitirlas en segundo plano, por miles",
            description =
                    "En JSON, una lista de facturas como las de `POST /facturas`, o una tras otra; en CSV (UTF-8 o Windows-1252,"
                            + " con ; o comas), una línea de factura por fila: las filas seguidas con la misma `referencia` son"
                            + " una factura, y solo la primera tiene que decir de quién y de cuándo es. Primero se comprueban todas:"
                            + " si alguna se rechaza no se emite ninguna, salvo con `parcial`. Cada una puede llevar una"
                            + " `referencia` de hasta 100 caracteres, suya para siempre: no se emite dos veces, tampoco si el"
                            + " fichero llega otra vez. Los números siguen a las fechas, y dentro de un día, al fichero.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = "Las facturas",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        array = @ArraySchema(schema = @Schema(implementation = NuevaFactura.class)),
                                        examples = @ExampleObject(value = EJEMPLO_JSON)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(type = "string", example = EJEMPLO_NDJSON)),
                                @Content(mediaType = CSV, schema = @Schema(type = "string", example = EJEMPLO_CSV))
                            }))
    @ApiResponse(responseCode = "202", description = "Recibido; Location dice dónde ver cómo va")
    @ApiResponse(
            responseCode = "409",
            description = "Falta el emisor: PUT /api/emisor; o ese mismo fichero ya se recibió")
    @ApiResponse(responseCode = "413", description = "El fichero es demasiado grande")
    ResponseEntity<Lote> recibir(
            @RequestBody(required = false) @Nullable Upload fichero,
            @Parameter(hidden = true) @RequestHeader("Content-Type") MediaType tipo,
            @Parameter(description = "Solo comprobar qué pasaría, sin emitir nada")
                    @RequestParam(defaultValue = "false")
                    boolean simular,
            @Parameter(description = "Emitir las correctas aunque otras se rechacen")
                    @RequestParam(defaultValue = "false")
                    boolean parcial,
            @Parameter(description = "Emitir aunque ese mismo fichero ya se recibiera antes")
                    @RequestParam(defaultValue = "false")
                    boolean repetir)
            throws IOException {
        if (fichero == null) {
            throw new LoteVacioException();
        }
        Escritura escritura = tipo.isCompatibleWith(MediaType.parseMediaType(CSV)) ? Escritura.csv : Escritura.json;
        UUID id = recepcion.recibir(fichero, new Encargo(escritura, simular, parcial, repetir));
        return ResponseEntity.accepted()
                .location(URI.create("/api/facturas/lotes/" + id))
                .body(lotes.conId(id));
    }

    @GetMapping
    @Operation(summary = "Los lotes, el último primero")
    Lista lista(@Valid @ParameterObject Pagina pagina) {
        return new Lista(lotes.lista(pagina), lotes.total(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Cómo va un lote, o cómo ha ido")
    Lote uno(@PathVariable String id) {
        return lotes.conId(LoteDesconocido.id(id));
    }

    @GetMapping(value = "/{id}/progreso", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Cómo va un lote, según avanza (server-sent events)",
            description =
                    "Sucesos `progreso`, cada uno con el lote como en `GET /facturas/lotes/{id}`, y al terminar uno"
                            + " `fin`, con el que acaba la respuesta.")
    @ApiResponse(
            responseCode = "200",
            description = "Los sucesos",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            type = "string",
                                            format = "binary",
                                            example = "event: fin\ndata: {\"estado\":\"terminado\"}\n\n")))
    void progreso(@PathVariable String id, HttpServletResponse respuesta) throws IOException {
        progreso.contar(LoteDesconocido.id(id), respuesta);
    }

    @GetMapping("/{id}/facturas")
    @Operation(summary = "Qué factura es ahora cada fila del lote")
    Emitidas facturas(@PathVariable String id, @Valid @ParameterObject Pagina pagina) {
        Lote lote = uno(id);
        return new Emitidas(
                lotes.facturas(lote.id(), pagina), lote.emitidas() + lote.repetidas(), pagina.skip(), pagina.limit());
    }

    @GetMapping("/{id}/rechazadas")
    @Operation(summary = "Las filas rechazadas, con el motivo")
    Rechazadas rechazadas(@PathVariable String id, @Valid @ParameterObject Pagina pagina) {
        Lote lote = uno(id);
        return new Rechazadas(lotes.rechazadas(lote.id(), pagina), lote.rechazadas(), pagina.skip(), pagina.limit());
    }

    @PostMapping("/{id}/pausar")
    @Operation(summary = "Para un lote; lo que ya se ha emitido queda")
    @ApiResponse(responseCode = "200", description = "El lote, pausado")
    @ApiResponse(responseCode = "409", description = "Ya ha acabado")
    Lote pausar(@PathVariable String id) {
        control.pausar(LoteDesconocido.id(id));
        return uno(id);
    }

    @PostMapping("/{id}/reanudar")
    @Operation(summary = "Sigue con un lote pausado")
    @ApiResponse(responseCode = "200", description = "El lote, en marcha")
    @ApiResponse(responseCode = "409", description = "Ya ha acabado")
    Lote reanudar(@PathVariable String id) {
        control.reanudar(LoteDesconocido.id(id));
        return uno(id);
    }

    @PostMapping("/{id}/cancelar")
    @Operation(summary = "No emite lo que queda de un lote; lo que ya se ha emitido queda")
    @ApiResponse(responseCode = "200", description = "El lote, cancelado")
    @ApiResponse(responseCode = "409", description = "Ya ha acabado")
    Lote cancelar(@PathVariable String id) {
        control.cancelar(LoteDesconocido.id(id));
        return uno(id);
    }
}
