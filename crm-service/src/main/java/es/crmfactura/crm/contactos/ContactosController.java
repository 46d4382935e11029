package es.crmfactura.crm.contactos;

import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.Contacto;
import es.crmfactura.crm.clientes.Contactos;
import es.crmfactura.crm.clientes.NuevoContacto;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/clientes/{id}/contactos")
@Tag(name = "Contactos", description = "Cómo llegar a cada cliente")
class ContactosController {

    private final Contactos contactos;

    ContactosController(Contactos contactos) {
        this.contactos = contactos;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Añade una forma de contactar con el cliente")
    Contacto anadir(@PathVariable String id, @Valid @RequestBody NuevoContacto nuevo) {
        return contactos.anadir(ClienteId.of(id), nuevo);
    }

    @GetMapping
    @Operation(summary = "Las formas de contactar con el cliente, la más antigua primero")
    List<Contacto> listar(@PathVariable String id) {
        return contactos.de(ClienteId.of(id));
    }
}
