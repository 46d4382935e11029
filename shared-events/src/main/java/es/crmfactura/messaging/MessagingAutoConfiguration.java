package es.crmfactura.messaging;

import com.rabbitmq.client.Address;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a service that has a name in {@link MessagingProperties} and a catalogue of {@link EventTypes} its log, its relay and
 * its inbox.
 */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, RabbitAutoConfiguration.class, FlywayAutoConfiguration.class},
        afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnProperty("crmfactura.messaging.service")
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingAutoConfiguration {

    @Bean
    CloudEventFormat cloudEventFormat(EventTypes types) {
        return new CloudEventFormat(types);
    }

    @Bean
    WakeUp relayWakeUp() {
        return new WakeUp();
    }

    @Bean
    Tracing eventTracing(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Tracing(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    EventLog eventLog(
            JdbcTemplate jdbc,
            EventTypes types,
            CloudEventFormat format,
            Tracing tracing,
            MessagingProperties settings,
            ObjectProvider<Clock> clock,
            WakeUp relayWakeUp) {
        jdbc.queryForList("select create_event_log_partitions()");
        return new EventLog(
                jdbc, types, format, tracing, settings.service(), clock.getIfAvailable(Clock::systemUTC), relayWakeUp);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "crmfactura.messaging.declare-topology", matchIfMissing = true)
    Declarables messagingTopology(MessagingProperties settings) {
        return Topology.of(settings);
    }

    @Bean
    BrokerConnections brokerConnections(
            CachingConnectionFactory connectionFactory, RabbitConnectionDetails details, AmqpAdmin admin) {
        List<Address> addresses = details.getAddresses().stream()
                .map(address -> new Address(address.host(), address.port()))
                .toList();
        return new BrokerConnections(connectionFactory.getRabbitConnectionFactory(), addresses, admin);
    }

    @Bean
    DatabaseConnections databaseConnections(JdbcConnectionDetails details, DataSource dataSource) {
        String schema = dataSource instanceof HikariDataSource pool ? pool.getSchema() : null;
        return new DatabaseConnections(details.getJdbcUrl(), details.getUsername(), details.getPassword(), schema);
    }

    @Bean
    LogFollowers logFollowers(MessagingProperties settings, DatabaseConnections database) {
        return new LogFollowers(settings, database);
    }

    @Bean
    Relay relay(
            MessagingProperties settings, DatabaseConnections database, BrokerConnections broker, WakeUp relayWakeUp) {
        return new Relay(settings, database, broker, relayWakeUp);
    }

    @Bean
    Replays replays(JdbcTemplate jdbc) {
        return new Replays(jdbc);
    }

    @Bean
    Replayer replayer(MessagingProperties settings, DatabaseConnections database, BrokerConnections broker) {
        return new Replayer(settings, database, broker);
    }

    @Bean
    Parking parking(JdbcTemplate jdbc) {
        return new Parking(jdbc);
    }

    @Bean
    RelayLag relayLag(JdbcTemplate jdbc) {
        return new RelayLag(jdbc);
    }

    @Bean
    MessagingMetrics messagingMetrics(ObjectProvider<MeterRegistry> registry, RelayLag lag, Parking parking) {
        return new MessagingMetrics(registry.getIfAvailable(SimpleMeterRegistry::new), lag, parking);
    }

    @Bean
    Handlers eventHandlers(ObjectProvider<EventHandler> handlers) {
        return new Handlers(handlers.orderedStream().toList());
    }

    @Bean
    Watchers eventWatchers(JdbcTemplate jdbc, ObjectProvider<EventWatcher> watchers) {
        return new Watchers(jdbc, watchers.orderedStream().toList());
    }

    @Bean
    ParkedEvents parkedEvents(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Handlers handlers,
            Watchers watchers,
            EventTypes types,
            CloudEventFormat format,
            Parking parking,
            Tracing tracing,
            MessagingMetrics metrics) {
        var own = new TransactionTemplate(transactions);
        // whoever calls may have a transaction open, which must not fail with an effect
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new ParkedEvents(jdbc, own, handlers, watchers, types, format, parking, tracing, metrics);
    }

    @Bean
    Inbox inbox(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Handlers handlers,
            Watchers watchers,
            EventTypes types,
            CloudEventFormat format,
            Parking parking,
            Tracing tracing,
            MessagingMetrics metrics) {
        return new Inbox(
                jdbc,
                new TransactionTemplate(transactions),
                handlers,
                watchers,
                types,
                format,
                parking,
                tracing,
                metrics);
    }

    @Bean
    InboxConsumer inboxConsumer(
            MessagingProperties settings, BrokerConnections broker, JdbcTemplate jdbc, Inbox inbox) {
        return new InboxConsumer(settings, broker, jdbc, inbox);
    }

    @Bean
    MessagingHealth messagingHealthIndicator(Relay relay, InboxConsumer inboxConsumer, RelayLag lag, Parking parking) {
        return new MessagingHealth(relay, inboxConsumer, lag, parking);
    }
}
