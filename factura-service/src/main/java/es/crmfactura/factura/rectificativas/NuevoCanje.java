package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.NuevaFactura.ClienteEnLinea;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is sent to have a full invoice in exchange for simplified ones. */
@Schema(example = """
                {"facturas": ["SIM-2026-000001", "SIM-2026-000002"],
                 "cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"}}""")
public record NuevoCanje(
        @Schema(
                description = "Las simplificadas, por su número o su identificador",
                example = "[\"SIM-2026-000001\", \"SIM-2026-000002\"]")
        @NotEmpty
        @Size(max = 100)
        List<@NotBlank String> facturas,

        @Schema(
                description = "El cliente, por su identificador en el CRM; o bien sus datos en `cliente`. Con su NIF",
                example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11")
        @Nullable
        String clienteCrmId,

        @Schema(description = "Los datos del cliente, si no se indica `cliente_crm_id`") @Nullable @Valid
        ClienteEnLinea cliente,

        @Schema(
                description = "Fecha de expedición, no anterior a la de ninguna de ellas; si falta, hoy",
                example = "2026-11-26")
        @Nullable
        LocalDate fecha,

        @Schema(description = "Hasta cuándo se puede pagar; si falta, 30 días", example = "2026-12-26") @Nullable
        LocalDate vencimiento,

        @Schema(description = "Cómo se va a pagar, o se ha pagado", example = "tarjeta") @Nullable @Size(max = 100)
        String formaPago,

        @Schema(description = "Texto libre en la factura") @Nullable @Size(max = 2000)
        String notas,

        @Schema(description = "Control: si se envía, solo se emite si la factura suma esto", example = "242.00")
        @Nullable
        @Digits(integer = 12, fraction = 2)
        BigDecimal total) {

    /**
     * What is wrong whatever it is issued for.
     *
     * @throws CamposInvalidos for what no single field shows
     */
    void comprobar(LocalDate hoy) {
        List<CampoInvalido> errores = new ArrayList<>();
        LocalDate expedicion = Objects.requireNonNullElse(fecha, hoy);
        if ((clienteCrmId == null) == (cliente == null)) {
            errores.add(new CampoInvalido("cliente", "indique cliente_crm_id o cliente, uno de los dos"));
        }
        if (expedicion.isAfter(hoy)) {
            errores.add(new CampoInvalido("fecha", "no puede ser futura"));
        }
        if (vencimiento != null && vencimiento.isBefore(expedicion)) {
            errores.add(new CampoInvalido("vencimiento", "no puede ser anterior a la fecha"));
        }
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    @Nullable
    Importe totalEsperado() {
        return total == null ? null : new Importe(total);
    }
}
