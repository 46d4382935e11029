package es.crmfactura.webhooks;

import es.crmfactura.web.Pagina;
import es.crmfactura.webhooks.EntregaDeWebhook.Completa;
import es.crmfactura.webhooks.EntregaDeWebhook.Estado;
import es.crmfactura.webhooks.EntregaDeWebhook.IntentoDeEntrega;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks and their deliveries as they are answered. No statement here names the columns of the secrets. */
class WebhooksReadModel {

    private static final String WEBHOOK = """
            select to_json(w)
            from (select id, url, tipos, descripcion, activo, motivo_inactivo, creado_en, secreto_anterior_hasta, version
                  from webhook %s) w""";

    private static final String ENTREGAS = """
            select to_json(e)
            from (select id, evento_id, tipo, estado, creada_en, proximo_intento, caduca_en, intentos, entregada_en
                  from entrega_webhook
                  where %s
                  order by creada_en desc, seq desc, id %s) e""";

    private static final String DE_UN_WEBHOOK =
            "webhook_id = :webhook and estado = coalesce(cast(:estado as text), estado)";

    private static final String INTENTOS = """
            select to_json(i)
            from (select numero, iniciado_en, duracion_ms, status, error, respuesta
                  from intento_webhook
                  where entrega_id = :id
                  order by numero desc) i""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WebhooksReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws Reparo.WebhookDesconocido if there is none */
    Webhook conId(UUID id) {
        return webhook("where id = :id", id);
    }

    /** As {@link #conId}, and nobody else changes it until this transaction ends. */
    Webhook bloqueado(UUID id) {
        return webhook("where id = :id for update", id);
    }

    private Webhook webhook(String which, UUID id) {
        return jdbc.sql(WEBHOOK.formatted(which))
                .param("id", id)
                .query(String.class)
                .optional()
                .map(row -> json.readValue(row, Webhook.class))
                .orElseThrow(Reparo.WebhookDesconocido::new);
    }

    List<Webhook> lista(Pagina pagina) {
        return jdbc
                .sql(WEBHOOK.formatted("order by creado_en, id limit :limit offset :skip"))
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(row -> json.readValue(row, Webhook.class))
                .toList();
    }

    long total() {
        return jdbc.sql("select count(*) from webhook").query(Long.class).single();
    }

    List<EntregaDeWebhook> entregas(UUID webhook, @Nullable Estado estado, Pagina pagina) {
        return jdbc
                .sql(ENTREGAS.formatted(DE_UN_WEBHOOK, "limit :limit offset :skip"))
                .param("webhook", webhook)
                .param("estado", Objects.toString(estado, null), Types.VARCHAR)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(row -> json.readValue(row, EntregaDeWebhook.class))
                .toList();
    }

    long totalDeEntregas(UUID webhook, @Nullable Estado estado) {
        return jdbc.sql("select count(*) from entrega_webhook where " + DE_UN_WEBHOOK)
                .param("webhook", webhook)
                .param("estado", Objects.toString(estado, null), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /** @throws Reparo.EntregaDesconocida if the webhook has none with this id */
    Completa entrega(UUID webhook, UUID id) {
        EntregaDeWebhook entrega = jdbc.sql(ENTREGAS.formatted("webhook_id = :webhook and id = :id", ""))
                .param("webhook", webhook)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(row -> json.readValue(row, EntregaDeWebhook.class))
                .orElseThrow(Reparo.EntregaDesconocida::new);
        String cuerpo = jdbc.sql("select cuerpo from entrega_webhook where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return new Completa(entrega, cuerpo, historial(id));
    }

    private List<IntentoDeEntrega> historial(UUID entrega) {
        return jdbc.sql(INTENTOS).param("id", entrega).query(String.class).list().stream()
                .map(row -> json.readValue(row, IntentoDeEntrega.class))
                .toList();
    }
}
