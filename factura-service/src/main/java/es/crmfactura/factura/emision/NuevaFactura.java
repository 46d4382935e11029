package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to issue an invoice. What the contract knows and this version does not do yet is refused, so that nobody
 * believes it was done.
 */
public record NuevaFactura(
        @Schema(
                description = "El cliente, por su identificador en el CRM; o bien sus datos en `cliente`",
                example = "01936b2e-7c1a-7d55-9d5b-0c6f0a4f1e11")
        @Nullable
        String clienteCrmId,

        @Schema(description = "Los datos del cliente, si no se indica `cliente_crm_id`") @Nullable @Valid
        ClienteEnLinea cliente,

        @Schema(description = "Las líneas") @NotEmpty @Size(max = 1000)
        List<@NotNull @Valid Item> items,

        @Schema(description = "FAC, completa, o SIM, simplificada; si falta, la que corresponda", example = "FAC")
        @Nullable
        Serie serie,

        @Schema(description = "Fecha de expedición; si falta, hoy", example = "2026-11-22") @Nullable
        LocalDate fecha,

        @Schema(description = "Fecha de la operación, si es otra", example = "2026-11-20") @Nullable
        LocalDate fechaOperacion,

        @Schema(description = "Hasta cuándo se puede pagar; si falta, 30 días", example = "2026-12-22") @Nullable
        LocalDate vencimiento,

        @Schema(description = "Los precios llevan el IVA dentro", defaultValue = "false") @Nullable
        Boolean ivaIncluido,

        @Schema(description = "Cómo se va a pagar", example = "transferencia") @Nullable @Size(max = 100)
        String formaPago,

        @Schema(description = "Texto libre en la factura", example = "Gracias por su confianza")
        @Nullable
        @Size(max = 2000)
        String notas,

        @Schema(description = "Control: si se envía, solo se emite si la factura suma esto", example = "297.00")
        @Nullable
        @Digits(integer = 12, fraction = 2)
        BigDecimal total,

        @Schema(hidden = true) @Null(message = TODAVIA_NO) @Nullable
        BigDecimal retencionIrpf,

        @Schema(
                description = "No la emite: queda en borrador, sin número, y se puede cambiar y eliminar",
                defaultValue = "false")
        @Nullable
        Boolean borrador) {

    private static final String TODAVIA_NO = "todavía no se admite: no lo envíe";
    private static final Set<Integer> TIPOS_DE_IVA = Set.of(0, 4, 10, 21);
    private static final int DIAS_PARA_PAGAR = 30;

    /** A client whom billing may not know. */
    @Schema(name = "ClienteDeFactura")
    public record ClienteEnLinea(
            @Schema(example = "Bar Manolo S.L.") @NotBlank @Size(max = 200)
            String nombreCompleto,

            @Schema(example = "manolo@example.com") @Nullable @Email
            String email,

            @Schema(description = "NIF válido; sin él solo cabe una factura simplificada", example = "B12345674")
            @Nullable
            String cifNif,

            @Schema(example = "Calle Mayor 1, 28013 Madrid") @Nullable @Size(max = 300)
            String direccion) {}

    /** One line. */
    @Schema(name = "LineaNueva")
    public record Item(
            @Schema(example = "Consultoría") @NotBlank @Size(max = 500)
            String descripcion,

            @Schema(example = "2") @NotNull @Positive @Digits(integer = 8, fraction = 4)
            BigDecimal cantidad,

            @Schema(description = "De una unidad", example = "100.00")
            @NotNull
            @PositiveOrZero
            @Digits(integer = 8, fraction = 4)
            BigDecimal precio,

            @Schema(description = "Porcentaje: 21, 10, 4 o 0", defaultValue = "21", example = "21") @Nullable
            BigDecimal iva,

            @Schema(description = "Porcentaje sobre la línea", defaultValue = "0", example = "0")
            @Nullable
            @PositiveOrZero
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal descuento,

            @Schema(hidden = true) @Null(message = TODAVIA_NO) @Nullable
            String exencion,

            @Schema(hidden = true) @Null(message = TODAVIA_NO) @Nullable
            BigDecimal recargo) {

        /** At the usual rate. */
        public static Item de(String descripcion, BigDecimal cantidad, BigDecimal precio) {
            return new Item(descripcion, cantidad, precio, null, null, null, null);
        }

        private BigDecimal tipo() {
            return Objects.requireNonNullElse(iva, new BigDecimal(21)).setScale(0, RoundingMode.UNNECESSARY);
        }

        private boolean tieneTipoConocido() {
            return iva == null || TIPOS_DE_IVA.stream().anyMatch(tipo -> iva.compareTo(BigDecimal.valueOf(tipo)) == 0);
        }

        private Linea linea() {
            return new Linea(
                    descripcion.strip(),
                    cantidad,
                    precio,
                    tipo(),
                    Objects.requireNonNullElse(descuento, BigDecimal.ZERO));
        }
    }

    /** To a client of the CRM, with all else as it is usual. */
    public static NuevaFactura para(UUID clienteCrmId, List<Item> items) {
        return new NuevaFactura(
                clienteCrmId.toString(), null, items, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * @param clock for the dates that were not sent; its zone is that of the dates
     * @throws CamposInvalidos for what no single field shows
     */
    Factura.Pedido pedido(Clock clock) {
        LocalDate hoy = LocalDate.now(clock);
        LocalDate expedicion = Objects.requireNonNullElse(fecha, hoy);
        LocalDate limite = Objects.requireNonNullElse(vencimiento, expedicion.plusDays(DIAS_PARA_PAGAR));
        List<CampoInvalido> errores = new ArrayList<>();
        comprobar(
                errores,
                (clienteCrmId == null) != (cliente == null),
                "cliente",
                "indique cliente_crm_id o cliente, uno de los dos");
        comprobar(errores, !expedicion.isAfter(hoy), "fecha", "no puede ser futura");
        comprobar(errores, !limite.isBefore(expedicion), "vencimiento", "no puede ser anterior a la fecha");
        comprobarTipos(errores);
        return new Factura.Pedido(
                serie,
                expedicion,
                fechaOperacion,
                limite,
                lineas(),
                tieneIvaIncluido(),
                formaPago,
                notas,
                totalEsperado());
    }

    /**
     * What has to be right already in a draft; who the client is and when it is issued may be open.
     *
     * @throws CamposInvalidos for what no single field shows
     * @throws TotalDistintoException if it does not come to what was expected
     * @throws ClienteDesconocidoException if it names a client who can't become known
     */
    public void comprobarComoBorrador() {
        List<CampoInvalido> errores = new ArrayList<>();
        comprobar(
                errores,
                clienteCrmId == null || cliente == null,
                "cliente",
                "indique cliente_crm_id o cliente, y no los dos");
        comprobar(errores, fecha == null || esPosible(fecha), "fecha", "tiene que ser de un año entre 1 y 9999");
        comprobarTipos(errores);
        desglose().comprobar(totalEsperado());
        idDeCliente();
    }

    /** What the database and other programs take for a date too. */
    private static boolean esPosible(LocalDate fecha) {
        return fecha.getYear() >= 1 && fecha.getYear() <= 9999;
    }

    private void comprobarTipos(List<CampoInvalido> errores) {
        for (int i = 0; i < items.size(); i++) {
            comprobar(errores, items.get(i).tieneTipoConocido(), "items[" + i + "].iva", "tiene que ser 21, 10, 4 o 0");
        }
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    /** @throws ClienteDesconocidoException for what no client can have as its id */
    public @Nullable UUID idDeCliente() {
        try {
            return clienteCrmId == null ? null : UUID.fromString(clienteCrmId);
        } catch (IllegalArgumentException e) {
            throw new ClienteDesconocidoException();
        }
    }

    public boolean esBorrador() {
        return Boolean.TRUE.equals(borrador);
    }

    public boolean tieneIvaIncluido() {
        return Boolean.TRUE.equals(ivaIncluido);
    }

    public List<Linea> lineas() {
        return items.stream().map(Item::linea).toList();
    }

    public Desglose desglose() {
        return Desglose.de(lineas(), tieneIvaIncluido());
    }

    private @Nullable Importe totalEsperado() {
        return total == null ? null : new Importe(total);
    }

    private static void comprobar(List<CampoInvalido> errores, boolean bien, String campo, String mensaje) {
        if (!bien) {
            errores.add(new CampoInvalido(campo, mensaje));
        }
    }
}
