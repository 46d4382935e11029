package es.crmfactura.crm.clientes;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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
