package es.crmfactura.conciliacion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** What has become of the events of others in this service: whoever reacts to them may tell, with a bean of this type. */
public interface Efectos {

    /** Empty for an event that it has not reacted to. */
    List<Efecto> de(UUID eventoId);

    /** One thing that has come into being, or has changed. */
    record Efecto(
            @Schema(description = "Qué es", example = "actividad")
            String tipo,

            @Schema(description = "Su identificador") UUID id,

            @Schema(description = "Dónde se ve", example = "/api/crm/actividades/019a0f61-2c48-7de0-b1a3-94c7e25f8d10")
            String enlace) {}
}
