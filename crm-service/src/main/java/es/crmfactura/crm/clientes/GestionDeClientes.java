package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.crm.duplicados.Duplicados;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.node.ObjectNode;

/** Takes clients in, changes them and lets them go, and tells the others. */
@Service
public class GestionDeClientes {

    private static final String OTRO_IGUAL = """
            select id, lower(email) = lower(:email) as por_email
            from cliente
            where (lower(email) = lower(:email) or cif_nif = :cif_nif) and id <> :id
            order by por_email desc nulls last
            limit 1""";

    private final Clientes clientes;
    private final Contactos contactos;
    private final Duplicados duplicados;
    private final CamposDefinidos campos;
    private final MergePatch mergePatch;
    private final EventLog eventos;
    private final JdbcClient jdbc;
    private final TransactionOperations transaccion;
    private final Clock clock;

    GestionDeClientes(
            Clientes clientes,
            Contactos contactos,
            Duplicados duplicados,
            CamposDefinidos campos,
            MergePatch mergePatch,
            EventLog eventos,
            JdbcClient jdbc,
            TransactionOperations transaccion,
            Clock clock) {
        this.clientes = clientes;
        this.contactos = contactos;
        this.duplicados = duplicados;
        this.campos = campos;
        this.mergePatch = mergePatch;
        this.eventos = eventos;
        this.jdbc = jdbc;
        this.transaccion = transaccion;
        this.clock = clock;
    }

    /** @param seguro whether somebody has looked, and knows that it is not one of those who look like it */
    UUID alta(ObjectNode cuerpo, List<NuevoContacto> suyos, boolean seguro) {
        return enTransaccion(() -> {
            DatosDeCliente datos = lectura(cuerpo).nuevo(cuerpo);
            Cliente cliente = Cliente.alta(datos, clock.instant());
            comprobarQueEsUnico(cliente);
            if (!seguro) {
                duplicados.comprobar(Objects.requireNonNull(datos.nombreCompleto()), datos.cifNif(), telefonos(suyos));
            }
            clientes.saveAndFlush(cliente);
            suyos.forEach(contacto -> contactos.anadir(new ClienteId(cliente.id()), contacto));
            eventos.append(cliente.creado(), cliente.id(), cliente.version());
            return cliente.id();
        });
    }

    private static List<String> telefonos(List<NuevoContacto> contactos) {
        return contactos.stream()
                .filter(NuevoContacto::esTelefono)
                .map(contacto -> Objects.requireNonNull(contacto.valor()))
                .toList();
    }

    UUID modificar(ClienteId id, ObjectNode cambios, Precondicion precondicion) {
        return enTransaccion(() -> {
            Lectura lectura = lectura(cambios);
            Cliente cliente = existente(id);
            precondicion.comprobar(cliente.version());
            if (cliente.modificar(lectura.cambiado(cliente.datos(), cambios), clock.instant())) {
                comprobarQueEsUnico(cliente);
                clientes.flush();
                eventos.append(cliente.actualizado(), cliente.id(), cliente.version());
            }
            return cliente.id();
        });
    }

    private Lectura lectura(ObjectNode cuerpo) {
        return new Lectura(mergePatch, campos.bloquear(List.of(cuerpo)));
    }

    /** With all that belongs to it: the database cascades. */
    public void eliminar(ClienteId id, Precondicion precondicion) {
        enTransaccion(() -> {
            Cliente cliente = existente(id);
            precondicion.comprobar(cliente.version());
            clientes.delete(cliente);
            clientes.flush();
            eventos.append(cliente.eliminado(), cliente.id(), cliente.version() + 1);
            return cliente.id();
        });
    }

    private Cliente existente(ClienteId id) {
        return clientes.findById(id.value()).orElseThrow(ClienteDesconocido::new);
    }

    /** JDBC and not JPA: a query through JPA would flush first, and meet the unique index before this could explain. */
    private void comprobarQueEsUnico(Cliente cliente) {
        jdbc.sql(OTRO_IGUAL)
                .param("email", cliente.datos().email())
                .param("cif_nif", cliente.datos().cifNif())
                .param("id", cliente.id())
                .query((row, number) -> new ClienteDuplicado(
                        row.getBoolean("por_email") ? "email" : "cif_nif", row.getObject("id", UUID.class)))
                .optional()
                .ifPresent(duplicado -> {
                    throw duplicado;
                });
    }

    /**
     * Two that come at the same moment with the same email pass the check both, and the unique index stops the second:
     * repeated, it sees the first and can say which one it is. Two changes of the same client at the same moment come one
     * after the other in the same way.
     */
    private UUID enTransaccion(Supplier<UUID> operacion) {
        try {
            return transaccion.execute(status -> operacion.get());
        } catch (DataIntegrityViolationException | OptimisticLockingFailureException e) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                // it can only be repeated by whom it belongs to
                throw e;
            }
            return transaccion.execute(status -> operacion.get());
        }
    }
}
