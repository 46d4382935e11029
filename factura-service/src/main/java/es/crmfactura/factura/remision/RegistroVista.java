package es.crmfactura.factura.remision;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.verifactu.Registro;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record as it is answered. */
@Schema(name = "RegistroDeFacturacion")
record RegistroVista(
        @Schema(example = "1240") long id,
        @Schema(example = "B99999997") String emisor,

        @Schema(description = "En la cadena del emisor", example = "1240")
        long posicion,

        Registro.Tipo tipo,
        UUID facturaId,
        @Schema(example = "FAC-2026-000017") String numero,

        @Schema(description = "F1 a F3 o R1 a R5; null en una anulación", example = "F1") @Nullable
        String tipoFactura,

        @Schema(
                description = "Con los impuestos, y sin descontar la retención; null en una anulación",
                example = "121.00")
        @Nullable
        Importe importeTotal,

        Instant generado,

        @Schema(example = "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60")
        String huella,

        @Schema(description = "El registro que subsana, si subsana alguno") @Nullable
        Long subsana,

        @Schema(description = "El registro que lo subsana, si hay alguno") @Nullable
        Long subsanadoPor,

        @Schema(
                description =
                        "pendiente de enviar; enviado, sin respuesta todavía; aceptado; aceptado_con_errores, o rechazado",
                example = "aceptado")
        EstadoDeRegistro estado,

        @Schema(description = "Cuántas veces se ha enviado", example = "1")
        int intentos,

        @Nullable Instant enviadoEn,
        @Nullable Instant respondidoEn,

        @Schema(description = "El de la Agencia Tributaria", example = "1239") @Nullable
        Integer codigoError,

        @Schema(example = "Error en el bloque Destinatario.") @Nullable
        String descripcionError,

        @Schema(description = "Código seguro de verificación de la remisión", example = "A-EJEMPLO123") @Nullable
        String csv,

        @Schema(description = "La Agencia Tributaria ya lo tenía, de un envío sin respuesta")
        boolean duplicado) {}
