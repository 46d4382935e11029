package es.crmfactura.conciliacion;

import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.messaging.LogFollower;
import es.crmfactura.messaging.LogFollowers;
import es.crmfactura.messaging.MessagingProperties;
import es.crmfactura.messaging.Replays;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service that takes part in the messaging checkpoints of what it tells, and {@code /api/eventos}. */
@AutoConfiguration(
        afterName = {
            "es.crmfactura.messaging.MessagingAutoConfiguration",
            "es.crmfactura.web.WebAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnProperty("crmfactura.messaging.service")
@EnableConfigurationProperties(ConciliacionProperties.class)
class ConciliacionAutoConfiguration {

    @Bean
    Flujo flujo(MessagingProperties messaging, EventTypes types) {
        return Flujo.de(messaging, types);
    }

    @Bean
    Comprobaciones comprobaciones(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            EventLog events,
            Flujo flujo,
            ConciliacionProperties settings,
            Clock clock) {
        return new Comprobaciones(jdbc, new TransactionTemplate(transactions), events, flujo, settings, clock);
    }

    @Bean
    EventosDeControl eventosDeControl(JdbcTemplate jdbc, Flujo flujo, Comprobaciones comprobaciones, Replays replays) {
        return new EventosDeControl(flujo, comprobaciones, new Lecturas(jdbc), new Reenvios(replays, flujo));
    }

    @Bean
    LogFollower puntosDeControl(
            LogFollowers followers,
            EventLog events,
            CloudEventFormat format,
            Flujo flujo,
            Comprobaciones comprobaciones,
            ConciliacionProperties settings,
            Clock clock) {
        return followers.follower(
                "puntos",
                settings.interval(),
                settings.autoStartup(),
                new PuntosDeControl(events, format, flujo, settings, clock, comprobaciones::revisar));
    }

    @Bean
    ConciliacionReadModel conciliacionReadModel(
            JdbcClient jdbc,
            MessagingProperties messaging,
            Flujo flujo,
            ConciliacionProperties settings,
            ObjectProvider<MeterRegistry> meters) {
        return new ConciliacionReadModel(
                jdbc, messaging, flujo, settings, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ConciliacionMetrics conciliacionMetrics(
            ObjectProvider<MeterRegistry> meters, ConciliacionReadModel conciliacion, MessagingProperties messaging) {
        return new ConciliacionMetrics(meters.getIfAvailable(SimpleMeterRegistry::new), conciliacion, messaging);
    }

    @Bean
    EventosController eventosController(
            JdbcClient jdbc,
            ConciliacionReadModel conciliacion,
            Replays replays,
            Flujo flujo,
            ObjectProvider<Efectos> efectos) {
        var vidas = new VidaReadModel(jdbc, flujo, efectos.orderedStream().toList());
        return new EventosController(conciliacion, vidas, replays, flujo);
    }
}
