package es.crmfactura.crm.clientes;

import es.crmfactura.crm.clientes.Cotejo.Conocido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.MergePatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contactos by the hundred. A row names its client in {@code cliente_id}, {@code cif_nif} or {@code cliente_email}; a
 * contacto is the same if client, tipo and valor are.
 */
@Component
public class AltasDeContactos implements Altas {

    private final Contactos contactos;
    private final ClientesConocidos clientes;
    private final MergePatch cuerpos;

    AltasDeContactos(Contactos contactos, ClientesConocidos clientes, MergePatch cuerpos) {
        this.contactos = contactos;
        this.clientes = clientes;
        this.cuerpos = cuerpos;
    }

    /** @param cliente whose */
    record ContactoDeCliente(UUID cliente, NuevoContacto contacto) {

        String clave() {
            return cliente + " " + contacto.tipo() + " " + contacto.valor();
        }
    }

    @Override
    public List<Alta> hacer(List<ObjectNode> filas) {
        Map<UUID, ContactoDeCliente> nuevos = new LinkedHashMap<>();
        List<Alta> altas = cotejar(filas, nuevo -> {
            UUID id = Contactos.nuevoId();
            nuevos.put(id, nuevo);
            return id;
        });
        contactos.anadir(nuevos);
        return altas;
    }

    @Override
    public List<Alta> ensayar(List<ObjectNode> filas) {
        return cotejar(filas, nuevo -> null);
    }

    private List<Alta> cotejar(List<ObjectNode> filas, Function<ContactoDeCliente, @Nullable UUID> alta) {
        Map<String, UUID> deQuien = new HashMap<>();
        clientes.buscar(filas.stream().flatMap(fila -> claves(fila).stream()).toList())
                .forEach((clave, cliente) -> deQuien.put(clave, Objects.requireNonNull(cliente.id())));
        List<Candidato<ContactoDeCliente>> candidatos =
                filas.stream().map(fila -> leer(fila, deQuien)).toList();
        var cotejo = new Cotejo<>(conocidos(candidatos), alta);
        return candidatos.stream().map(cotejo::cotejar).toList();
    }

    private Map<String, Conocido<ContactoDeCliente>> conocidos(List<Candidato<ContactoDeCliente>> candidatos) {
        List<UUID> suyos = candidatos.stream()
                .map(Candidato::datos)
                .filter(Objects::nonNull)
                .map(ContactoDeCliente::cliente)
                .distinct()
                .toList();
        return contactos.deVarios(suyos);
    }

    private Candidato<ContactoDeCliente> leer(ObjectNode fila, Map<String, UUID> deQuien) {
        List<UUID> clientes = claves(fila).stream()
                .map(deQuien::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (clientes.size() != 1) {
            return Candidato.invalido(
                    clientes.isEmpty()
                            ? "no hay ningún cliente con ese cliente_id, cif_nif o cliente_email"
                            : "cliente_id, cif_nif y cliente_email son de clientes distintos");
        }
        try {
            NuevoContacto contacto = cuerpos.read(fila, NuevoContacto.class).comoSeGuarda();
            var datos = new ContactoDeCliente(clientes.get(0), contacto);
            return Candidato.of(List.of(datos.clave()), datos);
        } catch (CamposInvalidos e) {
            return Candidato.invalido(e);
        }
    }

    private static List<String> claves(ObjectNode fila) {
        return new ArrayList<>(ClientesConocidos.claves(
                texto(fila, "cliente_id"), texto(fila, "cif_nif"), texto(fila, "cliente_email")));
    }

    private static String texto(ObjectNode fila, String campo) {
        return fila.path(campo).asString("");
    }
}
