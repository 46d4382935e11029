package es.crmfactura.webhooks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Precondicion;
import es.crmfactura.webhooks.envio.Redes;
import es.crmfactura.webhooks.envio.Secreto;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Defines, changes and removes webhooks. */
class GestionDeWebhooks {

    /** As long as there is none the log is not read; the first one begins where it ends. */
    private static final String FIRST_BEGINS_HERE = """
            update log_reader_cursor
            set snapshot = pg_current_snapshot(), upper = null, last_seq = 0, revision = revision + 1
            where reader = 'webhooks' and not exists (select from webhook)""";

    private static final String INSERT = """
            insert into webhook (id, url, tipos, descripcion, activo, activo_desde, secreto, creado_en)
            values (:id, :url, :tipos, :descripcion, :activo, :ahora, :secreto, :ahora)""";

    private static final String UPDATE = """
            update webhook
            set url = :url, tipos = :tipos, descripcion = :descripcion, activo = :activo, version = version + 1,
              motivo_inactivo = case when :activo then null else motivo_inactivo end,
              activo_desde = case when :activo and not activo then :ahora else activo_desde end
            where id = :id""";

    private static final String ROTATE = """
            update webhook
            set secreto_anterior = secreto, secreto_anterior_hasta = :hasta, secreto = :secreto, version = version + 1
            where id = :id""";

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final JdbcClient jdbc;
    private final WebhooksReadModel webhooks;
    private final MergePatch patch;
    private final Redes redes;
    private final TiposDeEvento tipos;
    private final WebhooksProperties settings;
    private final Clock clock;

    GestionDeWebhooks(
            JdbcClient jdbc,
            WebhooksReadModel webhooks,
            MergePatch patch,
            Redes redes,
            TiposDeEvento tipos,
            WebhooksProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.patch = patch;
        this.redes = redes;
        this.tipos = tipos;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    Webhook.ConSecreto crear(DatosDeWebhook datos) {
        datos.comprobar(redes, tipos);
        UUID id = ids.generate();
        Secreto secreto = Secreto.nuevo();
        jdbc.sql(FIRST_BEGINS_HERE).update();
        written(INSERT, id, datos).param("secreto", secreto.texto()).update();
        return Webhook.ConSecreto.of(webhooks.conId(id), secreto);
    }

    @Transactional
    Webhook modificar(UUID id, ObjectNode cambios, Precondicion precondicion) {
        Webhook antes = webhooks.bloqueado(id);
        precondicion.comprobar(antes.version());
        DatosDeWebhook datos = patch.apply(antes.datos(), cambios);
        datos.comprobar(redes, tipos);
        written(UPDATE, id, datos).update();
        return webhooks.conId(id);
    }

    @Transactional
    void eliminar(UUID id, Precondicion precondicion) {
        precondicion.comprobar(webhooks.bloqueado(id).version());
        jdbc.sql("delete from webhook where id = :id").param("id", id).update();
    }

    @Transactional
    Webhook.ConSecreto rotar(UUID id) {
        webhooks.bloqueado(id);
        Secreto secreto = Secreto.nuevo();
        Instant until = clock.instant().plus(settings.oldSecretFor());
        jdbc.sql(ROTATE)
                .param("id", id)
                .param("secreto", secreto.texto())
                .param("hasta", until.atOffset(ZoneOffset.UTC))
                .update();
        return Webhook.ConSecreto.of(webhooks.conId(id), secreto);
    }

    private JdbcClient.StatementSpec written(String sql, UUID id, DatosDeWebhook datos) {
        String @Nullable [] names = datos.tipos() == null ? null : datos.tipos().toArray(String[]::new);
        return jdbc.sql(sql)
                .param("id", id)
                .param("url", Objects.requireNonNull(datos.url()))
                .param("tipos", names, Types.ARRAY)
                .param("descripcion", datos.descripcion(), Types.VARCHAR)
                .param("activo", datos.activo())
                .param("ahora", clock.instant().atOffset(ZoneOffset.UTC));
    }
}
