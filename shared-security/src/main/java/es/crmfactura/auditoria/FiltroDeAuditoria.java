package es.crmfactura.auditoria;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries are asked for; null is any. */
record FiltroDeAuditoria(
        @Parameter(description = "Las de quien se llama exactamente así") @Nullable
        String quien,

        @Parameter(description = "Las de esta clase de registros, como cliente o factura") @Nullable
        String tabla,

        @Parameter(description = "Las del registro con este identificador") @Nullable
        String registro,

        @Parameter(description = "Las de este momento en adelante, como 2026-11-26T09:00:00Z") @Nullable
        Instant desde,

        @Parameter(description = "Las anteriores a este momento") @Nullable
        Instant hasta) {}
