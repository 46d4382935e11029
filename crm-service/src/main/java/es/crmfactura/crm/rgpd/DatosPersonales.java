package es.crmfactura.crm.rgpd;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that the CRM keeps of a client. Rows as the tables have them, so that a column added later is not forgotten here. */
record DatosPersonales(
        @Schema(description = "De quién son") UUID clienteId,

        @Schema(description = "De cuándo es esta copia") Instant fecha,

        @Schema(description = "Sus datos") Map<String, Object> cliente,

        @Schema(description = "Cómo localizarle") List<Map<String, Object>> contactos,

        @Schema(description = "Lo que se ha hecho o hay que hacer con él")
        List<Map<String, Object>> actividades,

        @Schema(description = "Las ventas posibles, cada una con su historial")
        List<Map<String, Object>> oportunidades,

        @Schema(description = "Lo que la facturación ha comunicado de sus facturas")
        List<Map<String, Object>> facturas,

        @Schema(description = "Con qué referencias llegó en un fichero")
        List<Map<String, Object>> importaciones,

        @Schema(
                description =
                        "Lo que se ha comunicado de él a la facturación y a otros programas; ahí quedan también sus datos"
                                + " anteriores")
        List<Map<String, Object>> eventos,

        @Schema(description = "A qué direcciones de otros programas se ha enviado, y cuándo")
        List<Map<String, Object>> entregas) {}
