package es.crmfactura.crm.cifras;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmYFacturacion;
import es.crmfactura.crm.cifras.Historia.ClienteSimulado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventLog;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Random histories, damaged and rebuilt while their second half arrives. {@code -Dsemilla} says which is the first. */
class ReconstruccionDeHistoriasTest {

    private static final int HISTORIAS = Integer.getInteger("reconstrucciones", 10);
    private static final long PRIMERA = Long.getLong("semilla", 1);

    private static CrmYFacturacion todo;

    @BeforeAll
    static void start() {
        todo = new CrmYFacturacion();
    }

    @AfterAll
    static void stop() {
        todo.close();
    }

    @Test
    void figuresAreThoseOfAPlainRecomputationWhateverWasDamagedAndArrivesMeanwhile() {
        for (long semilla = PRIMERA; semilla < PRIMERA + HISTORIAS; semilla++) {
            comprobar(new Historia(semilla));
        }
    }

    private void comprobar(Historia historia) {
        historia.clientes.stream()
                .filter(ClienteSimulado::conocido)
                .forEach(cliente ->
                        todo.jdbc().update("""
                        insert into cliente (id, nombre_completo, tipo_cliente, estado, credito_disponible, fecha_creacion,
                          fecha_actualizacion, version)
                        values (?, ?, 'empresa', 'activo', ?, now(), now(), 0)""", cliente.id(), cliente.quien().nombreCompleto(), cliente.credito()));
        List<EventLog.Entry> hechos = hechos(historia);
        List<EventLog.Entry> antes = hechos.subList(0, hechos.size() / 2);
        todo.cuentaYEspera(antes);
        danar();
        todo.dejaDeOir();
        var pedida = todo.reconstruye();
        List<UUID> meanwhile = todo.cuenta(hechos.subList(antes.size(), hechos.size()));
        todo.vuelveAOir();
        todo.esperaElFin(pedida).has("/estado", "terminada");
        todo.espera(
                "select count(*) = %d from inbox where event_id = any (?::uuid[])".formatted(meanwhile.size()),
                (Object) meanwhile.toArray(UUID[]::new));
        historia.clientes.forEach(cliente -> comprobar(historia, cliente));
        todo.espera("select not exists (select from parked_event)");
    }

    /** Each event once; some say the same. */
    private static List<EventLog.Entry> hechos(Historia historia) {
        return List.copyOf(historia.entregas.stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toMap(
                        Event::id,
                        ReconstruccionDeHistoriasTest::hecho,
                        (uno, otro) -> uno,
                        java.util.LinkedHashMap::new))
                .values());
    }

    private static EventLog.Entry hecho(Event event) {
        return new EventLog.Entry(event.payload(), UUID.fromString(event.aggregateId()), event.version(), null);
    }

    /** A tenth of all that there is. */
    private static void danar() {
        todo.estropea("""
                delete from factura_conocida where random() < 0.1;
                update factura_conocida set cobrado = cobrado + 1 where random() < 0.1;
                update factura_conocida set anulada = not anulada where random() < 0.1;
                delete from factura_canjeada where random() < 0.1;
                update actividad set importe = 0 where origen = 'evento' and random() < 0.1;
                delete from actividad where origen = 'evento' and random() < 0.1""");
    }

    private void comprobar(Historia historia, ClienteSimulado cliente) {
        if (!cliente.conocido() && cliente.facturas().isEmpty()) {
            return;
        }
        String cifras = todo.deCrm(JdbcClient.class)
                .sql("select to_json(cifras) from cliente c " + Cifras.DE_UN_CLIENTE
                        + " where c.id = :id or c.cif_nif = upper(:cif_nif)")
                .param("id", cliente.id())
                .param("cif_nif", cliente.quien().cifNif(), Types.VARCHAR)
                .param("hoy", historia.hoy.toString())
                .param("umbral", null, Types.NUMERIC)
                .query(String.class)
                .single();
        assertThat(todo.deCrm(JsonMapper.class).readValue(cifras, Cifras.class))
                .as(historia::toString)
                .isEqualTo(new Recuento(cliente, historia).cifras(null));
    }
}
