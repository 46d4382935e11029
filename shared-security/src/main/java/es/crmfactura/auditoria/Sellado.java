package es.crmfactura.auditoria;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Gives entries their places in the chain. Every instance does, as the database lets one do it at a time; in a thread of its own,
 * so that nothing else that a service does by the clock holds it up.
 */
class Sellado implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sellado.class);

    /** A transaction's; they are done in a fraction of a second. */
    private static final int AT_A_TIME = 5000;

    private final JdbcClient jdbc;
    private final AuditoriaProperties properties;
    private final ThreadPoolTaskScheduler thread = new ThreadPoolTaskScheduler();
    private volatile boolean running;
    private boolean failed;

    Sellado(JdbcClient jdbc, AuditoriaProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
        thread.setThreadNamePrefix("sellado-");
        thread.setDaemon(true);
        thread.setWaitForTasksToCompleteOnShutdown(true);
        thread.setAwaitTerminationSeconds(5);
    }

    @Override
    public void start() {
        thread.initialize();
        thread.scheduleWithFixedDelay(this::seal, properties.sellarCada());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void seal() {
        try {
            while (running && sealSome() == AT_A_TIME) {
                // until nothing is left
            }
            failed = false;
        } catch (DataAccessException e) {
            if (!failed) {
                log.warn("entries of the audit log are not sealed for now: {}", e.getMessage());
            }
            failed = true;
        }
    }

    private int sealSome() {
        return jdbc.sql("select sellar_auditoria(?)")
                .param(AT_A_TIME)
                .query(Integer.class)
                .single();
    }
}
