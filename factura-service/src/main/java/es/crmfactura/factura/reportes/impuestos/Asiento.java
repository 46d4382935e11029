package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of the book: what of a document is taxed alike. */
@Schema(name = "Asiento")
record Asiento(
        @Schema(description = "El de la liquidación de su IVA", example = "2026")
        int ejercicio,

        @Schema(example = "4T") String periodo,

        @Schema(description = "F1, F2, F3 o R1 a R5", example = "F1")
        String tipoFactura,

        @Schema(example = "2026-11-25") LocalDate fechaExpedicion,

        @Schema(description = "Si es otra", example = "2026-11-20") @Nullable
        LocalDate fechaOperacion,

        @Schema(example = "FAC") String serie,
        @Schema(example = "FAC-2026-000001") String numero,

        @Schema(description = "Del cliente", example = "B12345674") @Nullable
        String cifNif,

        @Schema(example = "Bar Manolo S.L.") String nombre,

        @Schema(description = "01, régimen general, o 02, exportación", example = "01")
        String claveOperacion,

        @Schema(description = "S1, S2, N1 o N2; null en las exentas", example = "S1") @Nullable
        String calificacion,

        @Schema(description = "E1 a E6; null si no es exenta", example = "E1") @Nullable
        String exencion,

        @Schema(description = "De esta línea: base, IVA y recargo", example = "121.00")
        Importe total,

        @Schema(example = "100.00") Importe base,
        @Schema(example = "21") BigDecimal tipoIva,
        @Schema(example = "21.00") Importe cuotaIva,

        @Schema(description = "Null si no lleva recargo de equivalencia", example = "5.2") @Nullable
        BigDecimal tipoRecargo,

        @Schema(example = "5.20") @Nullable Importe cuotaRecargo) {

    private static final String GENERAL = "01";
    private static final String EXPORTACION = "02";

    static Asiento de(ResultSet row) throws SQLException {
        LocalDate devengo = row.getObject("devengo", LocalDate.class);
        String causa = row.getString("exencion");
        boolean exenta = causa != null && causa.startsWith("E");
        var base = new Importe(row.getBigDecimal("base"));
        var cuota = new Importe(row.getBigDecimal("cuota"));
        var recargo = new Importe(row.getBigDecimal("recargo"));
        BigDecimal tipoRecargo = row.getBigDecimal("recargo_tipo");
        boolean conRecargo = tipoRecargo.signum() != 0;
        return new Asiento(
                devengo.getYear(),
                trimestre(devengo),
                row.getString("tipo"),
                row.getObject("fecha", LocalDate.class),
                row.getObject("fecha_operacion", LocalDate.class),
                row.getString("serie"),
                row.getString("numero"),
                row.getString("cliente_cif_nif"),
                row.getString("cliente_nombre"),
                "E2".equals(causa) || "E3".equals(causa) ? EXPORTACION : GENERAL,
                exenta ? null : Objects.requireNonNullElse(causa, "S1"),
                exenta ? causa : null,
                base.mas(cuota).mas(recargo),
                base,
                row.getBigDecimal("iva"),
                cuota,
                conRecargo ? tipoRecargo : null,
                conRecargo ? recargo : null);
    }

    private static String trimestre(LocalDate dia) {
        return (dia.getMonthValue() + 2) / 3 + "T";
    }
}
