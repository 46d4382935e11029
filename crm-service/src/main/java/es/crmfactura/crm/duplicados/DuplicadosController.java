package es.crmfactura.crm.duplicados;

import es.crmfactura.web.Listado;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/duplicados")
@Tag(name = "Duplicados", description = "Clientes que pueden ser el mismo")
class DuplicadosController {

    private final Duplicados duplicados;

    DuplicadosController(Duplicados duplicados) {
        this.duplicados = duplicados;
    }

    @GetMapping
    @Operation(
            summary = "Los clientes que parecen el mismo, de dos en dos",
            description = "Si lo son, POST /api/crm/clientes/{id}/fusionar hace de los dos uno.")
    ListaDeParecidos listar(@Valid @ParameterObject Pagina pagina) {
        Duplicados.Lista lista = duplicados.lista(pagina);
        return new ListaDeParecidos(lista.duplicados(), lista.total(), pagina.skip(), pagina.limit());
    }

    record ListaDeParecidos(
            @Schema(description = "Los de esta página") List<Par> duplicados,

            @Schema(description = "Cuántos hay en total", example = "1")
            long total,

            @Schema(description = "Cuántos se han saltado", example = "0")
            int skip,

            @Schema(description = "Cuántos caben en la página", example = "50")
            int limit)
            implements Listado {}
}
