package es.crmfactura.crm.cifras;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.cifras.Historia.ClienteSimulado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random histories, each in a transaction that is rolled back. {@code -Dhistorias} says how many, {@code -Dsemilla} which is
 * the first.
 */
@CrmTest
class HistoriasTest {

    private static final int HISTORIAS = Integer.getInteger("historias", 200);
    private static final long PRIMERA = Long.getLong("semilla", 1);

    @Autowired
    private EventHandler reaccionAFacturas;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Test
    void figuresAreThoseOfAPlainRecomputationHoweverEventsCome() {
        for (long semilla = PRIMERA; semilla < PRIMERA + HISTORIAS; semilla++) {
            var historia = new Historia(semilla);
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                comprobar(historia);
            });
        }
    }

    private void comprobar(Historia historia) {
        try {
            soloEstos(historia.clientes);
            historia.entregas.forEach(this::entregar);
        } catch (RuntimeException e) {
            throw new AssertionError(historia.toString(), e);
        }
        BigDecimal umbral = new MejoresClientes(jdbc, clock).umbral();
        assertThat(umbral).as(historia::toString).isEqualTo(umbral(historia));
        historia.clientes.forEach(cliente -> comprobar(historia, cliente, umbral));
    }

    private void comprobar(Historia historia, ClienteSimulado cliente, @Nullable BigDecimal umbral) {
        Cifras esperadas = new Recuento(cliente, historia).cifras(umbral);
        if (cliente.conocido() || !cliente.facturas().isEmpty()) {
            UUID id = id(cliente);
            assertThat(cifras(id, historia, umbral)).as(historia::toString).isEqualTo(esperadas);
            assertThat(ultimoContacto(id)).as(historia::toString).isEqualTo(Historia.ultimoContacto(cliente));
        }
    }

    /** Of all the clients with invoices, in this transaction. */
    private void soloEstos(List<ClienteSimulado> clientes) {
        jdbc.sql("update factura_conocida set anulada = true where not anulada").update();
        clientes.stream()
                .filter(ClienteSimulado::conocido)
                .forEach(cliente -> jdbc.sql("""
                        insert into cliente (id, nombre_completo, tipo_cliente, estado, credito_disponible, fecha_creacion,
                          fecha_actualizacion, version)
                        values (?, ?, 'empresa', 'activo', ?, now(), now(), 0)""")
                        .params(cliente.id(), cliente.quien().nombreCompleto(), cliente.credito())
                        .update());
    }

    /** As the inbox does: in the transaction of the effect, each event once. */
    private void entregar(List<Event> lote) {
        Set<UUID> nuevos = new HashSet<>(jdbc.sql("""
                        insert into inbox (event_id, source, type, aggregate_id, aggregate_version)
                        select id, '/factura', 'historia', 'historia', 0
                        from unnest(cast(:ids as uuid[])) as e (id)
                        on conflict do nothing
                        returning event_id""")
                .param("ids", lote.stream().map(Event::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        List<Event> porAplicar =
                lote.stream().filter(evento -> nuevos.remove(evento.id())).toList();
        if (!porAplicar.isEmpty()) {
            reaccionAFacturas.apply(porAplicar);
        }
    }

    private UUID id(ClienteSimulado cliente) {
        return cliente.conocido()
                ? cliente.id()
                : jdbc.sql("select id from cliente where cif_nif = upper(?)")
                        .param(cliente.quien().cifNif())
                        .query(UUID.class)
                        .single();
    }

    private Cifras cifras(UUID id, Historia historia, @Nullable BigDecimal umbral) {
        String cifras = jdbc.sql("select to_json(cifras) from cliente c " + Cifras.DE_UN_CLIENTE + " where c.id = :id")
                .param("id", id)
                .param("hoy", historia.hoy.toString())
                .param("umbral", umbral, Types.NUMERIC)
                .query(String.class)
                .single();
        return json.readValue(cifras, Cifras.class);
    }

    private @Nullable Instant ultimoContacto(UUID id) {
        return jdbc.sql("select fecha from actividad where cliente_id = ? order by fecha desc limit 1")
                .param(id)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** The smallest sum that 90 % of the clients with invoices do not exceed. */
    private static @Nullable BigDecimal umbral(Historia historia) {
        List<BigDecimal> sumas = historia.clientes.stream()
                .map(cliente -> new Recuento(cliente, historia).facturado())
                .filter(facturado -> facturado.signum() > 0)
                .sorted()
                .toList();
        return sumas.isEmpty() ? null : sumas.get((9 * sumas.size() + 9) / 10 - 1);
    }
}
