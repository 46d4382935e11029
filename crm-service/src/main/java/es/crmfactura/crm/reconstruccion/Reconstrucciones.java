package es.crmfactura.crm.reconstruccion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.conciliacion.Peticiones;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.messaging.MessagingProperties;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All of them, of which one at most is going on. */
@Component
class Reconstrucciones {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Asked for by id, at the most; where more are missing, all is told again. */
    private static final int MAXIMO = 500;

    /** That brought nothing, one after the other. */
    private static final int EN_VANO = 3;

    /** Some of them within the first hour, and then one each hour: about a day. */
    private static final int PETICIONES = 30;

    private static final String EMPEZAR = """
            insert into reconstruccion (id, publica, quien, motivo, estado, inicio, pedidos, pedido_en, esperados)
            select :id, :publica, :quien, :motivo, 'en_curso', cast(:ahora as timestamptz), array[cast(:pedido as uuid)],
              cast(:ahora as timestamptz), count(*)
            from (%s) aplicado""";

    /** The events that have an effect, as far as the inbox knows. */
    private static final String APLICADOS = """
            select event_id from inbox i
            where source = :publica and type = any (:tipos)
              and not exists (select from parked_event p where p.event_id = i.event_id)
              and not exists (
                select from parked_decision d where d.event_id = i.event_id and d.outcome = 'discarded')""";

    private static final String FALTAN = APLICADOS + """

              and not exists (select from sombra_evento s where s.evento_id = i.event_id)
            limit :maximo""";

    private final JdbcClient jdbc;
    private final Peticiones peticiones;
    private final Clock clock;
    private final ReconstruccionProperties settings;
    private final String publica;
    private final String[] tipos;

    Reconstrucciones(
            JdbcClient jdbc,
            Peticiones peticiones,
            Clock clock,
            ReconstruccionProperties settings,
            MessagingProperties messaging,
            EventTypes types) {
        this.jdbc = jdbc;
        this.peticiones = peticiones;
        this.clock = clock;
        this.settings = settings;
        this.publica = messaging.sources().stream().findFirst().orElse("factura");
        this.tipos = types.names(EventoDeFactura.class).toArray(String[]::new);
    }

    /**
     * The one that is going on.
     *
     * @param respondida whether billing has told all that it was asked for
     * @param peticiones how often it was asked
     * @param calla whether nothing has come for long since
     */
    record EnCurso(UUID id, String publica, boolean respondida, int peticiones, boolean calla) {}

    /** @return the id of the one that begins, or of the one that is going on already */
    @Transactional
    UUID empezar(String quien, String motivo) {
        pararEventos();
        return enCurso().map(EnCurso::id).orElseGet(() -> nueva(quien, motivo));
    }

    private UUID nueva(String quien, String motivo) {
        UUID id = IDS.generate();
        jdbc.sql("select vaciar_sombra()").query(row -> {});
        aplicados(EMPEZAR.formatted(APLICADOS))
                .param("id", id)
                .param("quien", quien)
                .param("motivo", motivo)
                .param("pedido", pedir(List.of()))
                .param("ahora", ahora())
                .update();
        return id;
    }

    /** Until the transaction ends no event is applied, and nobody else does anything with a reconstruccion. */
    void pararEventos() {
        jdbc.sql("select parar_eventos()").query(row -> {});
    }

    private UUID pedir(List<UUID> eventos) {
        return peticiones.pedir(new ReenvioPedido(
                publica,
                "Se reconstruye lo que se sabe de las facturas",
                eventos,
                null,
                null,
                null,
                null,
                null,
                null,
                true));
    }

    Optional<EnCurso> enCurso() {
        return jdbc.sql("""
                        select id, publica, respondida, cardinality(pedidos) as peticiones,
                          greatest(pedido_en, ultimo_en)
                            + make_interval(secs => least(3600, :paciencia * 2 ^ least(cardinality(pedidos) - 1, 20)))
                            < cast(:ahora as timestamptz) as calla
                        from reconstruccion where estado = 'en_curso'""")
                .param("paciencia", settings.paciencia().toMillis() / 1000.0)
                .param("ahora", ahora())
                .query(EnCurso.class)
                .optional();
    }

    /** Those that have had an effect and have not come again; 501 stand for more. */
    List<UUID> faltan() {
        return aplicados(FALTAN).param("maximo", MAXIMO + 1).query(UUID.class).list();
    }

    private JdbcClient.StatementSpec aplicados(String sql) {
        return jdbc.sql(sql).param("publica", publica).param("tipos", tipos);
    }

    /** Asks anew for all, if nothing has come for long. */
    @Transactional
    void insistir() {
        pararEventos();
        enCurso().filter(EnCurso::calla).filter(uno -> !uno.respondida()).ifPresent(uno -> {
            if (uno.peticiones() >= PETICIONES) {
                fallar(publica + " no responde");
            } else {
                pedirDeNuevo(uno.id(), List.of());
            }
        });
    }

    /**
     * Within the caller's transaction.
     *
     * @param faltan which are missing; none stands for all there are, as do too many
     */
    void pedirDeNuevo(UUID id, List<UUID> faltan) {
        jdbc.sql("""
                        update reconstruccion
                        set pedidos = pedidos || cast(:pedido as uuid), pedido_en = cast(:ahora as timestamptz), respondida = false,
                          en_vano = case when respondida and recibidos = s.vistos then en_vano + 1 else 0 end,
                          recibidos = s.vistos
                        from (select count(*) as vistos from sombra_evento) s
                        where id = :id and estado = 'en_curso'""")
                .param("pedido", pedir(faltan.size() > MAXIMO ? List.of() : faltan))
                .param("ahora", ahora())
                .param("id", id)
                .update();
        jdbc.sql("select en_vano from reconstruccion where id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .filter(enVano -> enVano >= EN_VANO)
                .ifPresent(enVano -> fallar("%s ya no tiene algunos de los eventos que envió, como %s"
                        .formatted(publica, faltan.isEmpty() ? "" : faltan.get(0))));
    }

    /** What is left of one that has failed; or of one that has ended, seen by nobody. */
    @Transactional
    void limpiar() {
        if (jdbc.sql("select exists (select from sombra_evento)")
                .query(Boolean.class)
                .single()) {
            pararEventos();
            if (enCurso().isEmpty()) {
                jdbc.sql("select vaciar_sombra()").query(row -> {});
            }
        }
    }

    /** All that was asked for is told. */
    void responder(UUID pedido) {
        jdbc.sql("update reconstruccion set respondida = true where estado = 'en_curso' and :pedido = any (pedidos)")
                .param("pedido", pedido)
                .update();
    }

    void terminar(UUID id) {
        jdbc.sql("""
                        update reconstruccion
                        set estado = 'terminada', fin = cast(:ahora as timestamptz), diferencias = contar_diferencias(),
                          recibidos = (select count(*) from sombra_evento)
                        where id = :id""").param("ahora", ahora()).param("id", id).update();
    }

    void fallar(String motivo) {
        jdbc.sql("""
                        update reconstruccion
                        set estado = 'fallida', fin = cast(:ahora as timestamptz), fallo = :motivo,
                          recibidos = (select count(*) from sombra_evento)
                        where estado = 'en_curso'""").param("ahora", ahora()).param("motivo", motivo).update();
    }

    private String ahora() {
        return clock.instant().toString();
    }
}
