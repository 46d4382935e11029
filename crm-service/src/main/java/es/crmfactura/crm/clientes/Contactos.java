package es.crmfactura.crm.clientes;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.crm.clientes.AltasDeContactos.ContactoDeCliente;
import es.crmfactura.crm.clientes.Cotejo.Conocido;
import java.sql.Types;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The ways to reach each client. They are here because a client may come with them. */
@Component
public class Contactos {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The lock keeps the client from vanishing until the contacto is there, and vanishing with it afterwards. */
    private static final String ANADIR = """
            insert into contacto (id, cliente_id, tipo, valor, nombre, cargo, principal, verificado, fecha_creacion)
            select :id, id, :tipo, :valor, :nombre, :cargo, :principal, :verificado, cast(:ahora as timestamptz)
            from cliente where id = :cliente for key share
            returning to_json(contacto)""";

    private static final String ANADIR_VARIOS = """
            insert into contacto (id, cliente_id, tipo, valor, nombre, cargo, principal, verificado, fecha_creacion)
            select n.id, n.cliente, n.tipo, n.valor, n.nombre, n.cargo, n.principal, n.verificado, cast(:ahora as timestamptz)
            from unnest(cast(:ids as uuid[]), cast(:clientes as uuid[]), cast(:tipos as text[]), cast(:valores as text[]),
                cast(:nombres as text[]), cast(:cargos as text[]), cast(:principales as boolean[]),
                cast(:verificados as boolean[]))
              as n (id, cliente, tipo, valor, nombre, cargo, principal, verificado)""";

    /** A client without contactos gives one row with null, an unknown one none. */
    private static final String DE_UN_CLIENTE = """
            select to_json(contacto)
            from cliente left join contacto on contacto.cliente_id = cliente.id
            where cliente.id = :cliente
            order by contacto.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Contactos(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ClienteDesconocido if there is no such client */
    @Transactional
    public Contacto anadir(ClienteId cliente, NuevoContacto nuevo) {
        return jdbc.sql(ANADIR)
                .param("id", IDS.generate())
                .param("cliente", cliente.value())
                .param("tipo", Objects.requireNonNull(nuevo.tipo()).name())
                .param("valor", Objects.requireNonNull(nuevo.valor()).strip())
                .param("nombre", nuevo.nombre(), Types.VARCHAR)
                .param("cargo", nuevo.cargo(), Types.VARCHAR)
                .param("principal", Boolean.TRUE.equals(nuevo.principal()))
                .param("verificado", Boolean.TRUE.equals(nuevo.verificado()))
                .param("ahora", clock.instant().toString())
                .query(String.class)
                .optional()
                .map(contacto -> json.readValue(contacto, Contacto.class))
                .orElseThrow(ClienteDesconocido::new);
    }

    static UUID nuevoId() {
        return IDS.generate();
    }

    /** @param nuevos by their ids */
    void anadir(Map<UUID, ContactoDeCliente> nuevos) {
        List<NuevoContacto> contactos =
                nuevos.values().stream().map(ContactoDeCliente::contacto).toList();
        jdbc.sql(ANADIR_VARIOS)
                .param("ids", nuevos.keySet().toArray(UUID[]::new))
                .param(
                        "clientes",
                        nuevos.values().stream().map(ContactoDeCliente::cliente).toArray(UUID[]::new))
                .param("tipos", textos(contactos, contacto -> String.valueOf(contacto.tipo())))
                .param("valores", textos(contactos, NuevoContacto::valor))
                .param("nombres", textos(contactos, NuevoContacto::nombre))
                .param("cargos", textos(contactos, NuevoContacto::cargo))
                .param(
                        "principales",
                        contactos.stream().map(NuevoContacto::principal).toArray(Boolean[]::new))
                .param(
                        "verificados",
                        contactos.stream().map(NuevoContacto::verificado).toArray(Boolean[]::new))
                .param("ahora", clock.instant().toString())
                .update();
    }

    private static @Nullable String[] textos(
            List<NuevoContacto> contactos, Function<NuevoContacto, @Nullable String> campo) {
        return contactos.stream().map(campo).toArray(String[]::new);
    }

    /** Those of these clients, by what makes them the same as another. */
    Map<String, Conocido<ContactoDeCliente>> deVarios(List<UUID> clientes) {
        var suyos = new HashMap<String, Conocido<ContactoDeCliente>>();
        jdbc
                .sql("select to_json(contacto) from contacto where cliente_id = any(:clientes)")
                .param("clientes", clientes.toArray(UUID[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(contacto -> json.readValue(contacto, Contacto.class))
                .forEach(contacto -> {
                    var datos = new ContactoDeCliente(contacto.clienteId(), contacto.comoNuevo());
                    suyos.put(datos.clave(), new Conocido<>(contacto.id(), datos));
                });
        return suyos;
    }

    /**
     * Oldest first.
     *
     * @throws ClienteDesconocido if there is no such client
     */
    public List<Contacto> de(ClienteId cliente) {
        List<String> filas = jdbc.sql(DE_UN_CLIENTE)
                .param("cliente", cliente.value())
                .query(String.class)
                .list();
        if (filas.isEmpty()) {
            throw new ClienteDesconocido();
        }
        return filas.stream()
                .filter(Objects::nonNull)
                .map(fila -> json.readValue(fila, Contacto.class))
                .toList();
    }
}
