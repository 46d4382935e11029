package es.crmfactura.crm.reconstruccion;

import es.crmfactura.crm.facturacion.Proyeccion;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventWatcher;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is made of billing's events while a reconstruccion goes on, each event once, in tables that nobody is shown. Whose an
 * invoice is it leaves open: that is found out when the shadow takes the place of what is shown, and nobody is taken in before.
 */
@Component
class Sombra implements EventWatcher {

    /** Those that are new to it and that concern nobody who is gone. */
    private static final String APUNTAR = """
            with e (evento_id, factura_id, crm_id) as materialized (
              select * from unnest(cast(:eventos as uuid[]), cast(:facturas as uuid[]), cast(:crm_ids as uuid[]))),
            nuevo as (
              insert into sombra_evento (evento_id, factura_id) select evento_id, factura_id from e
              on conflict do nothing
              returning evento_id)
            select e.evento_id from nuevo join e on e.evento_id = nuevo.evento_id
            where not exists (select from factura_olvidada o where o.factura_id = e.factura_id)
              and not exists (select from id_suprimido s where s.id in (e.factura_id, e.crm_id))""";

    /** A later event may know the client by the CRM's id. */
    private static final String FACTURAR = """
            insert into sombra_facturado as f (factura_id, crm_id, nombre, email, cif_nif)
            select * from unnest(cast(:facturas as uuid[]), cast(:crm_ids as uuid[]), cast(:nombres as text[]),
              cast(:emails as text[]), cast(:cif_nifs as text[]))
            on conflict (factura_id) do update set crm_id = excluded.crm_id
            where f.crm_id is null and excluded.crm_id is not null""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Reconstrucciones reconstrucciones;
    private final Proyeccion proyeccion;
    /** Until somebody has looked, as the service may have been stopped in the middle of one. */
    private volatile boolean abierta = true;

    Sombra(JdbcClient jdbc, Clock clock, Reconstrucciones reconstrucciones) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.reconstrucciones = reconstrucciones;
        this.proyeccion = Proyeccion.en(jdbc, clock, "sombra_factura", "sombra_canje", "sombra_actividad");
    }

    void abrir(boolean enCurso) {
        abierta = enCurso;
    }

    @Override
    public boolean isWatching() {
        return abierta;
    }

    @Override
    public void see(List<Event> events) {
        reconstrucciones
                .enCurso()
                .ifPresentOrElse(
                        enCurso -> proyectar(events.stream()
                                .filter(e -> e.source().equals(enCurso.publica()))
                                .filter(e ->
                                        Proyeccion.TIPOS.contains(e.payload().getClass()))
                                .toList()),
                        () -> abrir(false));
    }

    @Override
    public void failed(String reason) {
        reconstrucciones.fallar("No se ha podido aplicar aparte lo que llegaba: " + reason);
    }

    private void proyectar(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        Set<UUID> nuevos = apuntar(events);
        List<Event> porAplicar =
                events.stream().filter(event -> nuevos.remove(event.id())).toList();
        if (!porAplicar.isEmpty()) {
            facturar(porAplicar);
            proyeccion.escribir(porAplicar, Map.of());
        }
        jdbc.sql("""
                        update reconstruccion set ultimo_en = cast(:ahora as timestamptz)
                        where estado = 'en_curso'
                          and (ultimo_en is null or ultimo_en < cast(:ahora as timestamptz) - interval '5 seconds')""").param("ahora", clock.instant().toString()).update();
    }

    private Set<UUID> apuntar(List<Event> events) {
        return new HashSet<>(jdbc.sql(APUNTAR)
                .param("eventos", events.stream().map(Event::id).toArray(UUID[]::new))
                .param("facturas", ids(events, event -> evento(event).facturaId()))
                .param("crm_ids", ids(events, event -> evento(event).cliente().crmId()))
                .query(UUID.class)
                .list());
    }

    private void facturar(List<Event> events) {
        Map<UUID, ClienteFacturado> facturados = new LinkedHashMap<>();
        events.forEach(event -> facturados.merge(
                evento(event).facturaId(), evento(event).cliente(), (uno, otro) -> uno.crmId() == null ? otro : uno));
        Collection<ClienteFacturado> quienes = facturados.values();
        jdbc.sql(FACTURAR)
                .param("facturas", facturados.keySet().toArray(UUID[]::new))
                .param("crm_ids", ids(quienes, ClienteFacturado::crmId))
                .param("nombres", textos(quienes, ClienteFacturado::nombreCompleto))
                .param("emails", textos(quienes, ClienteFacturado::email))
                .param("cif_nifs", textos(quienes, ClienteFacturado::cifNif))
                .update();
    }

    private static EventoDeFactura evento(Event event) {
        return (EventoDeFactura) event.payload();
    }

    private static <T> UUID[] ids(Collection<T> filas, Function<T, @Nullable UUID> columna) {
        return filas.stream().map(columna).toArray(UUID[]::new);
    }

    private static <T> String[] textos(Collection<T> filas, Function<T, @Nullable String> columna) {
        return filas.stream().map(columna).toArray(String[]::new);
    }
}
