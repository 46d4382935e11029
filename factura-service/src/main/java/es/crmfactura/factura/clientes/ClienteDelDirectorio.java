package es.crmfactura.factura.clientes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client of the CRM, as its latest event describes it. */
@Schema(name = "Cliente")
public record ClienteDelDirectorio(
        @Schema(description = "Identificador en el CRM", example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11")
        UUID crmId,

        @Schema(example = "Bar Manolo S.L.") String nombreCompleto,
        @Schema(example = "Bar Manolo S.L.") @Nullable String razonSocial,

        @Schema(description = "empresa, autonomo, particular o administracion", example = "empresa")
        String tipoCliente,

        @Schema(example = "manolo@example.com") @Nullable String email,
        @Schema(example = "B12345674") @Nullable String cifNif) {

    public boolean esParticular() {
        return "particular".equals(tipoCliente);
    }
}
