package es.crmfactura.factura.recurrentes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Issues what is due when the service starts, and from then on. */
@Component
@EnableConfigurationProperties(RecurrentesProgramadas.Ajustes.class)
class RecurrentesProgramadas implements SchedulingConfigurer {

    private final EmisionDeRecurrentes emision;
    private final Ajustes ajustes;

    RecurrentesProgramadas(EmisionDeRecurrentes emision, Ajustes ajustes) {
        this.emision = emision;
        this.ajustes = ajustes;
    }

    /**
     * When it is done.
     *
     * @param activo this instance does it; each day is done once however many do
     * @param cada how often it looks for what is due and for what has failed: a new day begins at most so much later
     */
    @ConfigurationProperties("crmfactura.recurrentes")
    record Ajustes(
            @DefaultValue("true") boolean activo,
            @DefaultValue("5m") Duration cada) {}

    @Override
    public void configureTasks(ScheduledTaskRegistrar tareas) {
        if (ajustes.activo()) {
            tareas.addFixedDelayTask(emision::emitir, ajustes.cada());
        }
    }
}
