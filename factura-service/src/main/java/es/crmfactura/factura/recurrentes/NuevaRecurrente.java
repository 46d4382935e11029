package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is sent to have an invoice issued again and again. */
@Schema(example = """
                {"periodicidad": "mensual", "inicio": "2026-12-01", "dia": 31,
                 "factura": {
                   "cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"},
                   "items": [{"descripcion": "Mantenimiento", "cantidad": 1, "precio": 80.00}]}}""")
record NuevaRecurrente(
        @Schema(description = "mensual, trimestral o anual", example = "mensual") @NotNull
        Periodicidad periodicidad,

        @Schema(
                description = "Desde cuándo; si falta, desde hoy. De los días anteriores a hoy no se emite",
                example = "2026-12-01")
        @Nullable
        LocalDate inicio,

        @Schema(
                description = "Día del mes; si falta, el de inicio. Donde el mes es más corto, su último día",
                example = "31")
        @Nullable
        @Min(1)
        @Max(31)
        Integer dia,

        @Schema(description = "Hasta cuándo, ese día incluido; si falta, sin fin", example = "2027-12-31") @Nullable
        LocalDate fin,

        @Schema(
                description =
                        "La factura, sin fecha, fecha_operacion ni vencimiento. Con `borrador` queda cada vez en borrador; si"
                                + " no, se emite")
        @NotNull
        @Valid
        NuevaFactura factura) {

    /** @throws CamposInvalidos for days that can't be */
    Calendario calendario(LocalDate hoy) {
        LocalDate desde = Objects.requireNonNullElse(inicio, hoy);
        List<CampoInvalido> errores = new ArrayList<>();
        if (!esPosible(desde)) {
            errores.add(new CampoInvalido("inicio", "tiene que ser de un año entre 1 y 9999"));
        }
        if (fin != null && (!esPosible(fin) || fin.isBefore(desde))) {
            errores.add(new CampoInvalido("fin", "no puede ser anterior a inicio, ni posterior al año 9999"));
        }
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
        return new Calendario(periodicidad, desde, dia == null ? desde.getDayOfMonth() : dia, fin);
    }

    private static boolean esPosible(LocalDate dia) {
        return dia.getYear() >= 1 && dia.getYear() <= 9999;
    }

    /** @throws CamposInvalidos if the invoice has dates of its own */
    void comprobarSinFechas() {
        List<CampoInvalido> errores = Stream.of(
                        fecha("fecha", factura.fecha()),
                        fecha("fecha_operacion", factura.fechaOperacion()),
                        fecha("vencimiento", factura.vencimiento()))
                .flatMap(List::stream)
                .toList();
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    private static List<CampoInvalido> fecha(String campo, @Nullable LocalDate fecha) {
        return fecha == null
                ? List.of()
                : List.of(new CampoInvalido("factura." + campo, "cada factura tiene las suyas: no la envíe"));
    }
}
