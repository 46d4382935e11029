package es.crmfactura.factura.reportes.impuestos;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of form 303 that issued invoices go into, in its order, with the numbers of its boxes: those of the form that Orden
 * HAC/819/2024 approved, as the tax agency's layout of its file (DR303) has them, from the last quarter of 2024 on. What has no
 * number has no box, or none that we know of.
 */
enum Casilla {
    IVA_0(Concepto.iva, "IVA al 0 %", "0", "150", "152"),
    IVA_4(Concepto.iva, "IVA al 4 %", "4", "01", "03"),
    IVA_10(Concepto.iva, "IVA al 10 %", "10", "04", "06"),
    IVA_21(Concepto.iva, "IVA al 21 %", "21", "07", "09"),
    MODIFICACION(Concepto.modificacion, "Modificación de bases y cuotas", null, "14", "15"),
    RECARGO_175(Concepto.recargo, "Recargo de equivalencia al 1,75 %", "1.75", "156", "158"),
    RECARGO_05(Concepto.recargo, "Recargo de equivalencia al 0,5 %", "0.5", "168", "170"),
    RECARGO_14(Concepto.recargo, "Recargo de equivalencia al 1,4 %", "1.4", "19", "21"),
    RECARGO_52(Concepto.recargo, "Recargo de equivalencia al 5,2 %", "5.2", "22", "24"),
    MODIFICACION_RECARGO(
            Concepto.modificacion_recargo,
            "Modificación de bases y cuotas del recargo de equivalencia",
            null,
            "25",
            "26"),
    E5(Concepto.sin_cuota, "Entregas intracomunitarias exentas (artículo 25)", null, "59", null),
    E2(Concepto.sin_cuota, "Exportaciones (artículo 21)", null, "60", null),
    E3(Concepto.sin_cuota, "Operaciones asimiladas a las exportaciones (artículo 22)", null, "60", null),
    E4(Concepto.sin_cuota, "Zonas francas, depósitos y regímenes aduaneros (artículos 23 y 24)", null, "60", null),
    N2(Concepto.sin_cuota, "No sujetas por reglas de localización", null, "120", null),
    S2(Concepto.sin_cuota, "Con inversión del sujeto pasivo", null, "122", null),
    E1(Concepto.sin_cuota, "Exentas por el artículo 20", null, null, null),
    E6(Concepto.sin_cuota, "Exentas por otra causa", null, null, null),
    N1(Concepto.sin_cuota, "No sujetas por los artículos 7, 14 y otros", null, null, null);

    /** The first day from which the numbers are these. */
    private static final LocalDate VIGENCIA = LocalDate.of(2024, 10, 1);

    // constants are spelled as the API spells them
    enum Concepto {
        iva,
        recargo,
        /** Of bases and cuotas: what rectificativas change, whatever the rate. */
        modificacion,
        modificacion_recargo,
        /** For a cause, whose key is the line's name. */
        sin_cuota
    }

    private final Concepto concepto;
    private final String descripcion;
    private final @Nullable BigDecimal tipo;
    private final @Nullable String base;
    private final @Nullable String cuota;

    Casilla(
            Concepto concepto,
            String descripcion,
            @Nullable String tipo,
            @Nullable String base,
            @Nullable String cuota) {
        this.concepto = concepto;
        this.descripcion = descripcion;
        this.tipo = tipo == null ? null : new BigDecimal(tipo);
        this.base = base;
        this.cuota = cuota;
    }

    /** @throws IllegalArgumentException if the form has no line for that rate */
    static Casilla de(Concepto concepto, BigDecimal tipo) {
        return Arrays.stream(values())
                .filter(casilla ->
                        casilla.concepto == concepto && casilla.tipo != null && casilla.tipo.compareTo(tipo) == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(concepto + " " + tipo));
    }

    Concepto concepto() {
        return concepto;
    }

    String descripcion() {
        return descripcion;
    }

    /** Percent; null if the line is not that of one rate. */
    @Nullable
    BigDecimal tipo() {
        return tipo;
    }

    @Nullable
    String causa() {
        return concepto == Concepto.sin_cuota ? name() : null;
    }

    @Nullable
    String base(LocalDate dia) {
        return dia.isBefore(VIGENCIA) ? null : base;
    }

    @Nullable
    String cuota(LocalDate dia) {
        return dia.isBefore(VIGENCIA) ? null : cuota;
    }
}
