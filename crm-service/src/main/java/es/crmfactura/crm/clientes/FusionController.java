package es.crmfactura.crm.clientes;

import es.crmfactura.web.Precondicion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/crm/clientes/{id}/fusionar")
@Tag(name = "Duplicados")
class FusionController {

    private final FusionDeClientes fusion;
    private final FichaReadModel fichas;

    FusionController(FusionDeClientes fusion, FichaReadModel fichas) {
        this.fusion = fusion;
        this.fichas = fichas;
    }

    record Fusion(
            @Schema(
                    description = "El que deja de estar",
                    example = "019a3c1e-7b1a-7c3d-9e2f-1a2b3c4d5e6f",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            @Nullable
            UUID clienteId) {}

    @PostMapping
    @Operation(
            summary = "Hace de dos clientes uno",
            description =
                    "Todo lo del otro pasa a ser de este, que toma también los datos que le falten. Quien pida después el"
                            + " identificador del otro recibe un 308 con la dirección de este.")
    @ApiResponse(responseCode = "200", description = "El cliente como ha quedado")
    Ficha fusionar(@PathVariable String id, @Valid @RequestBody Fusion cuerpo, Precondicion precondicion) {
        ClienteId destino = ClienteId.of(id);
        fusion.fusionar(destino, Objects.requireNonNull(cuerpo.clienteId()), precondicion);
        return fichas.conId(destino);
    }
}
