package es.crmfactura.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are sent.
 *
 * @param autoStartup starts with the service
 * @param redesPrivadas lets webhooks lead to this machine and to private networks
 * @param pollInterval how often it looks for what is new in the log, and for what is due
 * @param retries how long to wait after the first failed attempt, the second and so on; the last one stands for all that
 *     follow
 * @param giveUpAfter how long it keeps trying
 * @param oldSecretFor how long the secret before the last rotation keeps signing
 * @param keepFor how long deliveries and their attempts are kept
 * @param connectTimeout how long a connection may take
 * @param timeout how long an attempt may take, from the first to the last byte
 * @param parallel how many webhooks are written to at the same time
 */
@ConfigurationProperties("crmfactura.webhooks")
record WebhooksProperties(
        @DefaultValue("true") boolean autoStartup,
        @DefaultValue("false") boolean redesPrivadas,
        @DefaultValue("500ms") Duration pollInterval,

        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h"})
        List<Duration> retries,

        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("24h") Duration oldSecretFor,
        @DefaultValue("30d") Duration keepFor,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("16") int parallel) {}
