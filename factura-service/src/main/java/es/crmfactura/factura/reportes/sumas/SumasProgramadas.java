package es.crmfactura.factura.reportes.sumas;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Adds to the sums what has come since: reports read the sums and what is missing there, so that this only makes them fast. */
@Component
@EnableConfigurationProperties(SumasProgramadas.Ajustes.class)
class SumasProgramadas implements SchedulingConfigurer {

    private final JdbcTemplate jdbc;
    private final Ajustes ajustes;

    SumasProgramadas(JdbcTemplate jdbc, Ajustes ajustes) {
        this.jdbc = jdbc;
        this.ajustes = ajustes;
    }

    /**
     * When it is done.
     *
     * @param activo this instance does it; everything is added once however many do
     */
    @ConfigurationProperties("crmfactura.sumas")
    record Ajustes(
            @DefaultValue("true") boolean activo,
            @DefaultValue("5s") Duration cada) {}

    @Override
    public void configureTasks(ScheduledTaskRegistrar tareas) {
        if (ajustes.activo()) {
            tareas.addFixedDelayTask(() -> jdbc.execute("select sumar()"), ajustes.cada());
        }
    }
}
