package es.crmfactura.crm.rgpd;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** That a client was erased; says nothing of who it was. */
@Schema(name = "CertificadoDeSupresion")
record Certificado(
        @Schema(description = "Qué identificador tenía") UUID clienteId,
        @Schema(description = "Cuándo se suprimió") Instant fecha,

        @Schema(description = "Por qué", example = "Solicitud del interesado")
        String motivo,

        @Schema(description = "Cuánto se ha borrado o tachado")
        List<Suprimido> suprimido,

        @Schema(description = "Qué no se suprime, y por qué")
        List<String> conservado) {

    static final List<String> CONSERVADO = List.of(
            "Las facturas emitidas siguen en la facturación con los datos de su destinatario, porque la ley obliga a"
                    + " conservarlas (art. 30 del Código de Comercio; arts. 66 y 70 de la Ley General Tributaria; art. 17.3.b"
                    + " del RGPD).",
            "Lo ya entregado a otros programas lo tienen ellos: comuníqueles la supresión (art. 19 del RGPD).",
            "Las copias de seguridad y los registros de la aplicación se borran al cumplirse su plazo.");

    /** @param tabla in event_log the rows stay, without what was personal in them */
    @Schema(name = "FilasSuprimidas")
    record Suprimido(
            @Schema(description = "En qué tabla", example = "contacto")
            String tabla,

            @Schema(description = "Cuántas filas", example = "2")
            long filas) {}
}
