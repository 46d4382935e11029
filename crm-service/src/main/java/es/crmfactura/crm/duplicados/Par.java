package es.crmfactura.crm.duplicados;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Two clients who may be one. */
@Schema(name = "ClientesParecidos")
record Par(
        @Schema(description = "cif_nif, o telefono si además el nombre se parece", example = "telefono")
        String motivo,

        @Schema(description = "Los dos, el más antiguo primero")
        List<Parecido> clientes) {}
