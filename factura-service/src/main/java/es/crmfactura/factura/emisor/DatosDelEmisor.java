package es.crmfactura.factura.emisor;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an invoice says of its issuer (RD 1619/2012, art. 6.1.c-e). */
@Embeddable
@Schema(name = "Emisor")
record DatosDelEmisor(
        @Schema(description = "Nombre o razón social completa", example = "Reformas Nuria S.L.")
        @NotBlank
        @Size(max = 200)
        String nombre,

        @Schema(description = "NIF válido", example = "B99999997") @NotBlank @Size(max = 20)
        String nif,

        @Schema(example = "Calle Mayor 1, 2º A") @NotBlank @Size(max = 200)
        String direccion,

        @Schema(example = "28013") @NotNull @Pattern(regexp = "\\d{5}", message = "tiene que ser de cinco cifras")
        String codigoPostal,

        @Schema(example = "Madrid") @NotBlank @Size(max = 100)
        String municipio,

        @Schema(example = "Madrid") @NotBlank @Size(max = 100)
        String provincia,

        @Schema(example = "facturas@example.com") @Nullable @Email
        String email,

        @Schema(example = "910000000") @Nullable @Size(max = 30)
        String telefono,

        @Schema(description = "Cuenta en la que se cobra", example = "ES9121000418450200051332")
        @Nullable
        @Size(max = 34)
        String iban,

        @Schema(description = "El de las facturas en PDF; si falta, uno neutro", example = "#1f4e79")
        @Nullable
        @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "tiene que ser como #1f4e79")
        String color) {

    /** With the NIF and the colour written as they are kept. */
    DatosDelEmisor conNif(String normalizado) {
        return new DatosDelEmisor(
                nombre,
                normalizado,
                direccion,
                codigoPostal,
                municipio,
                provincia,
                email,
                telefono,
                iban,
                color == null ? null : color.toLowerCase(Locale.ROOT));
    }
}
