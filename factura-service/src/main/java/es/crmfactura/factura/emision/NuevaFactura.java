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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is sent to issue an invoice. */
@Schema(example = """
                {"cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"},
                 "items": [
                   {"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00, "iva": 21},
                   {"descripcion": "Curso", "cantidad": 1, "precio": 50.00, "exencion": "E1"}],
                 "retencion_irpf": 15, "total": 254.50}""")
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

        @Schema(
                description = "FAC, completa, o SIM, simplificada; si falta, la que corresponda",
                allowableValues = {"FAC", "SIM"},
                example = "FAC")
        @Nullable
        Serie serie,

        @Schema(description = "Fecha de expedición; si falta, hoy", example = "2026-11-22") @Nullable
        LocalDate fecha,

        @Schema(description = "Fecha de la operación, si es otra", example = "2026-11-20") @Nullable
        LocalDate fechaOperacion,

        @Schema(description = "Hasta cuándo se puede pagar; si falta, 30 días", example = "2026-12-22") @Nullable
        LocalDate vencimiento,

        @Schema(description = "Los precios llevan dentro el IVA y el recargo de su línea", defaultValue = "false")
        @Nullable
        Boolean ivaIncluido,

        @Schema(description = "Cómo se va a pagar", example = "transferencia") @Nullable @Size(max = 100)
        String formaPago,

        @Schema(description = "Texto libre en la factura", example = "Gracias por su confianza")
        @Nullable
        @Size(max = 2000)
        String notas,

        @Schema(
                description = "Control: si se envía, solo se emite si la factura suma esto, descontada la retención",
                example = "254.50")
        @Nullable
        @Digits(integer = 12, fraction = 2)
        BigDecimal total,

        @Schema(
                description =
                        "Porcentaje que el cliente retiene sobre la base imponible: 15, 7 o 19. Solo si es una empresa o"
                                + " un profesional, con su NIF, y en una factura completa. Si falta, ninguno",
                example = "15")
        @Nullable
        BigDecimal retencionIrpf,

        @Schema(
                description = "No la emite: queda en borrador, sin número, y se puede cambiar y eliminar",
                defaultValue = "false")
        @Nullable
        Boolean borrador) {

    private static final BigDecimal TIPO_GENERAL = new BigDecimal(21);
    private static final List<BigDecimal> TIPOS_DE_IVA =
            List.of(TIPO_GENERAL, new BigDecimal(10), new BigDecimal(4), BigDecimal.ZERO);
    /** Of professional work, of that of who has just begun, and of rent (RD 439/2007, art. 95.1 and 100). */
    private static final List<BigDecimal> TIPOS_DE_RETENCION =
            List.of(new BigDecimal(15), new BigDecimal(7), new BigDecimal(19));

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

            @Schema(description = "Porcentaje: 21, 10, 4 o 0; si falta, 21, o 0 con `exencion`", example = "21")
            @Nullable
            BigDecimal iva,

            @Schema(description = "Porcentaje sobre la línea", defaultValue = "0", example = "0")
            @Nullable
            @PositiveOrZero
            @DecimalMax("100")
            @Digits(integer = 3, fraction = 2)
            BigDecimal descuento,

            @Schema(
                    description =
                            "Por qué no lleva IVA. Exenta por la Ley 37/1992: E1, artículo 20; E2, artículo 21; E3, artículo"
                                    + " 22; E4, artículos 23 y 24; E5, artículo 25; E6, por otra causa. S2: inversión del"
                                    + " sujeto pasivo (artículo 84.Uno.2º). No sujeta: N1, artículos 7, 14 y otros; N2, por"
                                    + " las reglas de localización",
                    example = "E1")
            @Nullable
            Exencion exencion,

            @Schema(
                    description =
                            "Porcentaje de recargo de equivalencia: 5.2, o 1.75 para el tabaco, con el IVA del 21; 1.4"
                                    + " con el 10; 0.5 con el 4",
                    defaultValue = "0",
                    example = "5.2")
            @Nullable
            BigDecimal recargo) {

        /** At the usual rate. */
        public static Item de(String descripcion, BigDecimal cantidad, BigDecimal precio) {
            return new Item(descripcion, cantidad, precio, null, null, null, null);
        }

        /** @param ruta of this line in the request */
        public List<CampoInvalido> erroresDeImpuestos(String ruta) {
            List<CampoInvalido> errores = new ArrayList<>();
            if (exencion != null) {
                comprobar(errores, tipo().signum() == 0, ruta + ".iva", "con exencion tiene que ser 0, o no enviarse");
                comprobar(
                        errores, tipoDeRecargo().signum() == 0, ruta + ".recargo", "no cabe con exencion: no lo envíe");
            } else if (!esUno(tipo(), TIPOS_DE_IVA)) {
                errores.add(new CampoInvalido(ruta + ".iva", "tiene que ser 21, 10, 4 o 0"));
            } else if (tipoDeRecargo().signum() != 0 && !esUno(tipoDeRecargo(), Gravamen.recargosCon(tipo()))) {
                errores.add(new CampoInvalido(ruta + ".recargo", recargosPosibles()));
            }
            return errores;
        }

        private String recargosPosibles() {
            List<BigDecimal> posibles = Gravamen.recargosCon(tipo());
            return posibles.isEmpty()
                    ? "no cabe con el IVA al 0: no lo envíe"
                    : posibles.stream()
                            .map(BigDecimal::toPlainString)
                            .collect(Collectors.joining(
                                    " o ", "con el IVA al " + tipo().intValue() + " tiene que ser ", ""));
        }

        private BigDecimal tipo() {
            return iva != null ? iva : exencion != null ? BigDecimal.ZERO : TIPO_GENERAL;
        }

        private BigDecimal tipoDeRecargo() {
            return Objects.requireNonNullElse(recargo, BigDecimal.ZERO);
        }

        public Linea linea() {
            return new Linea(
                    descripcion.strip(),
                    cantidad,
                    precio,
                    new Gravamen(entero(tipo()), tipoDeRecargo().stripTrailingZeros(), exencion),
                    Objects.requireNonNullElse(descuento, BigDecimal.ZERO));
        }
    }

    /** To a client of the CRM, with all else as it is usual. */
    public static NuevaFactura para(UUID clienteCrmId, List<Item> items) {
        return new NuevaFactura(
                clienteCrmId.toString(), null, items, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same, for what was done or fell due on that day. */
    public NuevaFactura conFechaDeOperacion(LocalDate operacion) {
        return new NuevaFactura(
                clienteCrmId,
                cliente,
                items,
                serie,
                fecha,
                operacion,
                vencimiento,
                ivaIncluido,
                formaPago,
                notas,
                total,
                retencionIrpf,
                borrador);
    }

    /**
     * @param clock for the dates that were not sent; its zone is that of the dates
     * @throws CamposInvalidos for what no single field shows
     */
    Factura.Pedido pedido(Clock clock) {
        LocalDate hoy = LocalDate.now(clock);
        LocalDate expedicion = Objects.requireNonNullElse(fecha, hoy);
        LocalDate limite = Objects.requireNonNullElseGet(vencimiento, () -> vencimientoUsual(expedicion));
        List<CampoInvalido> errores = new ArrayList<>();
        comprobar(
                errores,
                (clienteCrmId == null) != (cliente == null),
                "cliente",
                "indique cliente_crm_id o cliente, uno de los dos");
        comprobar(errores, !expedicion.isAfter(hoy), "fecha", "no puede ser futura");
        comprobar(errores, !limite.isBefore(expedicion), "vencimiento", "no puede ser anterior a la fecha");
        comprobarSerieEImpuestos(errores);
        return new Factura.Pedido(
                serie,
                expedicion,
                fechaOperacion,
                limite,
                lineas(),
                tieneIvaIncluido(),
                totales(),
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
        comprobarSerieEImpuestos(errores);
        totales().comprobar(totalEsperado());
        idDeCliente();
    }

    /** What the database and other programs take for a date too. */
    static boolean esPosible(LocalDate fecha) {
        return fecha.getYear() >= 1 && fecha.getYear() <= 9999;
    }

    private void comprobarSerieEImpuestos(List<CampoInvalido> errores) {
        comprobar(
                errores,
                serie != Serie.REC,
                "serie",
                "tiene que ser FAC o SIM: una rectificativa se emite con POST /api/facturas/{id}/rectificar");
        for (int i = 0; i < items.size(); i++) {
            errores.addAll(items.get(i).erroresDeImpuestos("items[" + i + "]"));
        }
        if (retencionIrpf != null) {
            comprobar(
                    errores,
                    esRetencion(retencionIrpf),
                    "retencion_irpf",
                    "tiene que ser 15, 7 o 19; si no hay retención, no lo envíe");
            comprobar(
                    errores,
                    serie != Serie.SIM,
                    "retencion_irpf",
                    "no cabe en una factura simplificada: pida la serie FAC");
        }
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    /** @throws ClienteDesconocidoException for what no client can have as its id */
    public @Nullable UUID idDeCliente() {
        return idDeCliente(clienteCrmId);
    }

    static @Nullable UUID idDeCliente(@Nullable String crmId) {
        try {
            return crmId == null ? null : UUID.fromString(crmId);
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

    public Totales totales() {
        return new Totales(
                Desglose.de(lineas(), tieneIvaIncluido()), retencionIrpf == null ? null : entero(retencionIrpf));
    }

    public static LocalDate vencimientoUsual(LocalDate expedicion) {
        return expedicion.plusDays(DIAS_PARA_PAGAR);
    }

    /** Whether it is a percentage that is withheld. */
    public static boolean esRetencion(BigDecimal tipo) {
        return esUno(tipo, TIPOS_DE_RETENCION);
    }

    private static boolean esUno(BigDecimal tipo, List<BigDecimal> posibles) {
        return posibles.stream().anyMatch(posible -> posible.compareTo(tipo) == 0);
    }

    /** The same percentage is written alike, however it was sent. */
    private static BigDecimal entero(BigDecimal tipo) {
        return tipo.setScale(0, RoundingMode.UNNECESSARY);
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
