package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is sent to correct an invoice. */
@Schema(example = """
                {"tipo": "diferencias", "motivo": "Devuelve una unidad",
                 "items": [{"descripcion": "Consultoría", "cantidad": -1, "precio": 100.00, "iva": 21}]}""")
public record NuevaRectificativa(
        @Schema(
                description =
                        "diferencias: sus importes, con su signo, se suman a los de la factura. sustitucion: lleva los"
                                + " importes enteros y ocupa el lugar de la factura, que queda rectificada",
                example = "diferencias")
        @NotNull
        Modo tipo,

        @Schema(description = "Por qué se rectifica", example = "Devuelve una unidad") @NotBlank @Size(max = 300)
        String motivo,

        @Schema(
                description =
                        "R1, error fundado en derecho o artículo 80.Uno, Dos o Seis de la Ley 37/1992; R2, concurso del"
                                + " cliente (80.Tres); R3, incobrable (80.Cuatro); R4, otra causa; R5, de una simplificada, siempre y"
                                + " solo. Si falta: R5 de una simplificada; R4 si sustituye sin cambiar ningún importe; si no, R1",
                allowableValues = {"R1", "R2", "R3", "R4", "R5"},
                example = "R1")
        @Nullable
        TipoFactura causa,

        @Schema(
                description =
                        "Las líneas. Por diferencias, lo que se quita lleva la cantidad en negativo; por sustitución, las"
                                + " de la factura entera")
        @Nullable
        @Size(max = 1000)
        List<@NotNull @Valid Item> items,

        @Schema(
                description = "Por diferencias y en lugar de `items`: quita de la factura todo lo que queda de ella",
                defaultValue = "false")
        @Nullable
        Boolean todo,

        @Schema(
                description = "Fecha de expedición, no anterior a la de la factura; si falta, hoy",
                example = "2026-11-26")
        @Nullable
        LocalDate fecha,

        @Schema(description = "Hasta cuándo se puede pagar; si falta, 30 días", example = "2026-12-26") @Nullable
        LocalDate vencimiento,

        @Schema(description = "Los precios llevan dentro el IVA y el recargo de su línea", defaultValue = "false")
        @Nullable
        Boolean ivaIncluido,

        @Schema(
                description =
                        "Porcentaje que el cliente retiene sobre la base. Si falta, el de la factura; 0, ninguno. Por"
                                + " diferencias no puede ser otro que el de la factura",
                example = "15")
        @Nullable
        BigDecimal retencionIrpf,

        @Schema(description = "Texto libre en la rectificativa") @Nullable @Size(max = 2000)
        String notas,

        @Schema(
                description =
                        "Control: si se envía, solo se emite si la rectificativa suma esto, con su signo y descontada la"
                                + " retención",
                example = "-121.00")
        @Nullable
        @Digits(integer = 12, fraction = 2)
        BigDecimal total) {

    /** One line. */
    @Schema(name = "LineaRectificativa")
    public record Item(
            @Schema(example = "Consultoría") @NotBlank @Size(max = 500)
            String descripcion,

            @Schema(description = "Por diferencias, en negativo lo que se quita", example = "-1")
            @NotNull
            @Digits(integer = 8, fraction = 4)
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

            @Schema(description = "Por qué no lleva IVA, como al emitir una factura", example = "E1") @Nullable
            Exencion exencion,

            @Schema(
                    description = "Porcentaje de recargo de equivalencia, como al emitir una factura",
                    defaultValue = "0",
                    example = "5.2")
            @Nullable
            BigDecimal recargo) {

        NuevaFactura.Item comoNueva() {
            return new NuevaFactura.Item(descripcion, cantidad, precio, iva, descuento, exencion, recargo);
        }
    }

    /**
     * What is wrong whatever it corrects.
     *
     * @throws CamposInvalidos for what no single field shows
     */
    void comprobar(LocalDate hoy) {
        List<CampoInvalido> errores = new ArrayList<>();
        LocalDate expedicion = Objects.requireNonNullElse(fecha, hoy);
        comprobar(errores, !expedicion.isAfter(hoy), "fecha", "no puede ser futura");
        comprobar(
                errores,
                vencimiento == null || !vencimiento.isBefore(expedicion),
                "vencimiento",
                "no puede ser anterior a la fecha");
        comprobar(errores, causa == null || causa.esRectificativa(), "causa", "tiene que ser R1, R2, R3, R4 o R5");
        comprobar(
                errores,
                retencionIrpf == null || retencionIrpf.signum() == 0 || NuevaFactura.esRetencion(retencionIrpf),
                "retencion_irpf",
                "tiene que ser 15, 7 o 19, o 0 si no hay retención");
        comprobarLineas(errores);
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    private void comprobarLineas(List<CampoInvalido> errores) {
        boolean porDiferencias = tipo == Modo.diferencias;
        comprobar(errores, porDiferencias || !quitaTodo(), "todo", "solo cabe por diferencias");
        comprobar(
                errores,
                lineas().isEmpty() == quitaTodo(),
                "items",
                porDiferencias ? "indique items, o todo para quitar todo lo que queda" : "no puede estar vacío");
        for (int i = 0; i < lineas().size(); i++) {
            Item item = lineas().get(i);
            String ruta = "items[" + i + "]";
            int signo = item.cantidad().signum();
            comprobar(errores, porDiferencias || signo > 0, ruta + ".cantidad", "tiene que ser mayor que 0");
            comprobar(errores, !porDiferencias || signo != 0, ruta + ".cantidad", "no puede ser 0");
            errores.addAll(item.comoNueva().erroresDeImpuestos(ruta));
        }
    }

    private static void comprobar(List<CampoInvalido> errores, boolean bien, String campo, String mensaje) {
        if (!bien) {
            errores.add(new CampoInvalido(campo, mensaje));
        }
    }

    List<Item> lineas() {
        return Objects.requireNonNullElse(items, List.of());
    }

    boolean quitaTodo() {
        return Boolean.TRUE.equals(todo);
    }

    boolean tieneIvaIncluido() {
        return Boolean.TRUE.equals(ivaIncluido);
    }

    @Nullable
    Importe totalEsperado() {
        return total == null ? null : new Importe(total);
    }
}
