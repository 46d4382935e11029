package es.crmfactura.crm.clientes;

import com.fasterxml.jackson.annotation.JsonProperty;
import es.crmfactura.crm.campos.Campos;
import es.crmfactura.crm.cifras.Cifras;
import es.crmfactura.web.Versionado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client as it is answered. */
@Schema(name = "Cliente")
record Ficha(
        @Schema(description = "Su identificador", example = "019a3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f")
        UUID id,

        @Schema(description = "Nombre por el que se le conoce", example = "Talleres Muñoz")
        String nombreCompleto,

        @Schema(description = "Nombre legal, si es otro", example = "Talleres Muñoz e Hijos, S.L.") @Nullable
        String razonSocial,

        @Schema(description = "Qué clase de cliente es") DatosDeCliente.Tipo tipoCliente,

        @Schema(description = "Correo", example = "info@talleresmunoz.es") @Nullable
        String email,

        @Schema(description = "NIF, NIE o CIF, en mayúsculas", example = "B12345674") @Nullable
        String cifNif,

        @Schema(description = "En qué punto está la relación")
        DatosDeCliente.Estado estado,

        @Schema(description = "Segmento comercial", example = "pyme") @Nullable
        String segmento,

        @Schema(description = "Sector de actividad", example = "automoción") @Nullable
        String sectorIndustria,

        @Schema(description = "Página web", example = "https://talleresmunoz.es") @Nullable
        String website,

        @Schema(description = "Notas libres") @Nullable String notas,

        @Schema(description = "Crédito en euros", example = "1500.00")
        BigDecimal creditoDisponible,

        @Schema(
                description = "Lo que tiene en los campos propios, por su nombre",
                types = "object",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                example = "{\"color\": \"rojo\", \"renovacion\": \"2027-01-31\"}")
        Campos campos,

        @Schema(description = "Desde cuándo consta") Instant fechaCreacion,

        @Schema(description = "Cuándo cambiaron sus datos por última vez")
        Instant fechaActualizacion,

        @Schema(description = "Sube con cada cambio de sus datos; es también su ETag", example = "3")
        long version,

        @Schema(description = "Suma de sus facturas no anuladas, impuestos incluidos", example = "2469.00")
        BigDecimal totalFacturado,

        @Schema(description = "Cuántas facturas no anuladas tiene", example = "2")
        int numeroFacturas,

        @Schema(description = "Importe medio de sus facturas", example = "1234.50")
        BigDecimal promedioVenta,

        @Schema(
                description =
                        "De sus facturas ya vencidas, el porcentaje que pagó a tiempo; nulo si no ha vencido ninguna",
                example = "87.50")
        @JsonProperty("tasa_pagos_a_tiempo")
        @Nullable
        BigDecimal tasaPagosATiempo,

        @Schema(description = "Días desde su última actividad; nulo si no tiene", example = "3") @Nullable
        Integer diasDesdeUltimoContacto,

        @Schema(description = "Lo que debe, en euros", example = "1234.50")
        BigDecimal saldoPendiente,

        @Schema(description = "Cuándo se hizo con él lo último") @Nullable
        Instant ultimoContacto,

        @Schema(description = "Todo lo que la facturación da a conocer de él")
        Cifras cifras,

        @Schema(description = "Cómo llegar a él") List<Contacto> contactos,

        @Schema(description = "Las últimas, la más reciente primero")
        List<Actividad> actividadesRecientes,

        @Schema(description = "Las que siguen abiertas, la última primero")
        List<Oportunidad> oportunidades)
        implements Versionado {

    @JsonProperty("cif_nif_valido")
    @Schema(description = "Si la letra de control del cif_nif es correcta; nulo si no consta")
    @Nullable
    Boolean cifNifValido() {
        return cifNif == null ? null : new CifNif(cifNif).isValid();
    }
}
