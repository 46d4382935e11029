package es.crmfactura.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Which part of a long list is asked for. Declare it as {@code @Valid @ParameterObject Pagina}. */
public record Pagina(
        @Parameter(description = "Cuántos saltar", schema = @Schema(type = "integer", defaultValue = "0"))
        @Nullable
        @Min(0)
        Integer skip,

        @Parameter(
                description = "Cuántos devolver, de 1 a 100",
                schema = @Schema(type = "integer", defaultValue = "50"))
        @Nullable
        @Min(1)
        @Max(100)
        Integer limit) {

    /** How many to leave out; never null. */
    @Override
    public Integer skip() {
        return skip == null ? 0 : skip;
    }

    /** How many to answer; never null. */
    @Override
    public Integer limit() {
        return limit == null ? 50 : limit;
    }
}
