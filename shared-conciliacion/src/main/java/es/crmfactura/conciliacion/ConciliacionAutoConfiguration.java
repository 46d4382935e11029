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
    Peticiones peticiones(JdbcTemplate jdbc, EventLog events, Flujo flujo) {
        return new Peticiones(jdbc, events, flujo);
    }

    @Bean
    Comprobaciones comprobaciones(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Peticiones peticiones,
            ConciliacionProperties settings,
            Clock clock) {
        return new Comprobaciones(jdbc, new TransactionTemplate(transactions), peticiones, settings, clock);
    }

    @Bean
    Reenvios reenvios(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Replays replays,
            Peticiones peticiones,
            Flujo flujo) {
        return new Reenvios(jdbc, new TransactionTemplate(transactions), replays, peticiones, flujo);
    }

    @Bean
    EventosDeControl eventosDeControl(
            JdbcTemplate jdbc, Flujo flujo, Comprobaciones comprobaciones, Reenvios reenvios) {
        return new EventosDeControl(flujo, comprobaciones, new Lecturas(jdbc), reenvios);
    }

    @Bean
    LogFollower puntosDeControl(
            LogFollowers followers,
            EventLog events,
            CloudEventFormat format,
            Flujo flujo,
            Comprobaciones comprobaciones,
            Reenvios reenvios,
            ConciliacionProperties settings,
            Clock clock) {
        return followers.follower(
                "puntos",
                settings.interval(),
                settings.autoStartup(),
                new PuntosDeControl(events, format, flujo, settings, clock, () -> {
                    comprobaciones.revisar();
                    reenvios.avisar();
                }));
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
