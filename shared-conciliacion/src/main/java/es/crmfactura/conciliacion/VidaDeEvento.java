package es.crmfactura.conciliacion;

import es.crmfactura.conciliacion.Efectos.Efecto;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of one event, as far as this service knows. */
record VidaDeEvento(
        @Schema(description = "Identificador del evento") UUID id,

        @Schema(description = "Tipo", example = "es.crmfactura.FacturaEmitida.v1")
        String tipo,

        @Schema(description = "A qué cliente o factura le ocurrió")
        String agregadoId,

        @Schema(description = "Versión de ese cliente o factura", example = "1")
        long version,

        @Schema(description = "Su salida, si lo publica este servicio; nulo si no") @Nullable
        Publicado publicado,

        @Schema(description = "Su llegada, si este servicio lo ha recibido; nulo si no") @Nullable
        Recibido recibido) {

    /** On the side that tells it. */
    record Publicado(
            @Schema(description = "Cuándo se registró, con el cambio del que habla")
            Instant registrado,

            @Schema(description = "Lugar en el registro", example = "1520")
            long secuencia,

            @Schema(description = "Si el intermediario de mensajes ha confirmado que lo tiene")
            boolean confirmado,

            @Schema(
                    description = "Número del punto de control que lo cubre; nulo si aún no lo cubre ninguno",
                    example = "311")
            @Nullable
            Long punto,

            @Schema(description = "Lo que han comprobado quienes lo leen")
            List<Lectura> lecturas) {}

    /** What a reader has told. */
    record Lectura(
            @Schema(description = "Servicio que lo lee", example = "crm")
            String lee,

            @Schema(description = "Cuándo lo comprobó") Instant verificado,
            @Schema(description = "Si le ha llegado") boolean llegado,

            @Schema(description = "Eventos del mismo punto de control que no pudo aplicar", example = "0")
            int aparcadosEnElPunto) {}

    /** On the side that hears it. */
    record Recibido(
            @Schema(description = "Servicio que lo publicó", example = "factura")
            String publica,

            @Schema(description = "Cuándo llegó") Instant recibido,

            @Schema(description = "Si se ha aplicado; si no, está aparcado o alguien lo descartó")
            boolean aplicado,

            @Schema(description = "Si alguien lo descartó: quién y por qué, en GET /api/eventos/aparcados/decisiones")
            boolean descartado,

            @Schema(description = "Por qué no se pudo aplicar") @Nullable
            String motivo,

            @Schema(description = "Lo que ha cambiado aquí por él")
            List<Efecto> efectos) {}
}
