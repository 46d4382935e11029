package es.crmfactura.factura.clientes;

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
@RequestMapping("/api/clientes")
@Tag(name = "Clientes", description = "A quién se puede facturar: los clientes que el CRM da a conocer")
class ClientesController {

    private final Directorio directorio;

    ClientesController(Directorio directorio) {
        this.directorio = directorio;
    }

    @Schema(name = "ListaDeClientes")
    record Lista(List<ClienteDelDirectorio> clientes, long total, int skip, int limit) implements Listado {}

    @GetMapping
    @Operation(summary = "El directorio de clientes, por nombre")
    Lista lista(@Valid @ParameterObject Pagina pagina) {
        return new Lista(directorio.todos(pagina), directorio.total(), pagina.skip(), pagina.limit());
    }
}
