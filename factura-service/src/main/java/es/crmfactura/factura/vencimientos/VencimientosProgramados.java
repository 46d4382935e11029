package es.crmfactura.factura.vencimientos;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** Looks for what has become overdue when the service starts, and from then on. */
@Component
@EnableConfigurationProperties(VencimientosProperties.class)
class VencimientosProgramados implements SchedulingConfigurer {

    private final AvisoDeVencimientos aviso;
    private final VencimientosProperties ajustes;

    VencimientosProgramados(AvisoDeVencimientos aviso, VencimientosProperties ajustes) {
        this.aviso = aviso;
        this.ajustes = ajustes;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tareas) {
        if (ajustes.activo()) {
            tareas.addFixedDelayTask(aviso::avisar, ajustes.cada());
        }
    }
}
