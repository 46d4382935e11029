package es.crmfactura.factura.reportes.sumas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All invoices and payments that there are, added up one by one, and the same as the sums have it. */
record Recuento(Map<String, List<Long>> dias, Map<String, List<Long>> meses) {

    private record Impuesto(String gravamen, long base, long cuota, long recargo, boolean declarable) {}

    private record Factura(
            UUID id,
            LocalDate fecha,
            @Nullable LocalDate operacion,
            LocalDate vencimiento,
            String serie,
            @Nullable UUID rectificaA,
            @Nullable String rectificacion,
            boolean anulada,
            boolean retenida,
            String cliente,
            List<Impuesto> impuestos) {

        LocalDate devengo() {
            return rectificaA != null || operacion == null ? fecha : operacion;
        }
    }

    /** Within one snapshot: call it in a transaction that has one. */
    static Recuento deLasSumas(JdbcClient jdbc) {
        return new Recuento(sumas(jdbc, """
                        select concat_ws(' ', fecha, devengo, serie, iva, recargo_tipo, exencion) as clave,
                          array[sum(facturas), sum(documentos), sum(base), sum(cuota), sum(recargo)] as sumas
                        from venta_diaria group by 1"""), sumas(jdbc, """
                        select concat_ws(' ', mes, devengo, coalesce(cif_nif, '-'), coalesce(crm_id::text, '-')) as clave,
                          array[sum(facturas), sum(base), sum(cuota), sum(recargo), sum(declarable), sum(cobrado), sum(retraso)]
                            as sumas
                        from venta_mensual group by 1"""));
    }

    private static Map<String, List<Long>> sumas(JdbcClient jdbc, String sql) {
        Map<String, List<Long>> sumas = new TreeMap<>();
        jdbc.sql(sql).query(row -> {
            sumas.put(
                    row.getString("clave"),
                    Stream.of((BigDecimal[]) row.getArray("sumas").getArray())
                            .map(BigDecimal::longValueExact)
                            .toList());
        });
        return sinNada(sumas);
    }

    static Recuento deLasFacturas(JdbcClient jdbc) {
        Map<UUID, Factura> facturas = facturas(jdbc);
        var recuento = new Recuento(new TreeMap<>(), new TreeMap<>());
        for (Factura factura : facturas.values()) {
            if (!factura.anulada()) {
                recuento.contar(factura, factura, 1);
                sustituidas(jdbc, factura)
                        .forEach(id -> recuento.contar(factura, Objects.requireNonNull(facturas.get(id)), -1));
            }
        }
        jdbc.sql("select factura_id, importe, fecha from pago where fecha_devolucion is null")
                .query(row -> {
                    Factura factura = Objects.requireNonNull(facturas.get(row.getObject("factura_id", UUID.class)));
                    LocalDate fecha = row.getObject("fecha", LocalDate.class);
                    long importe = centimos(row.getBigDecimal("importe"));
                    sumar(
                            recuento.meses,
                            mes(fecha) + " " + mes(fecha) + " " + factura.cliente(),
                            0,
                            0,
                            0,
                            0,
                            0,
                            importe,
                            importe
                                    * (fecha.toEpochDay()
                                            - factura.vencimiento().toEpochDay()));
                });
        return new Recuento(sinNada(recuento.dias), sinNada(recuento.meses));
    }

    private static List<UUID> sustituidas(JdbcClient jdbc, Factura factura) {
        if ("sustitucion".equals(factura.rectificacion())) {
            return List.of(Objects.requireNonNull(factura.rectificaA()));
        }
        return factura.serie().equals("FAC")
                ? jdbc.sql("select canjeada from factura_canje where factura_id = ?")
                        .param(factura.id())
                        .query(UUID.class)
                        .list()
                : List.of();
    }

    /** At the date of a document, the amounts of an invoice and its client. */
    private void contar(Factura documento, Factura factura, int signo) {
        String dia = documento.fecha() + " " + documento.devengo() + " " + documento.serie();
        int ventas = "diferencias".equals(documento.rectificacion()) ? 0 : signo;
        sumar(dias, dia, ventas, documento == factura ? 1 : 0, 0, 0, 0);
        String mes = mes(documento.fecha()) + " " + mes(documento.devengo()) + " " + factura.cliente();
        sumar(meses, mes, ventas, 0, 0, 0, 0, 0, 0);
        for (Impuesto impuesto : factura.impuestos()) {
            long base = signo * impuesto.base();
            long cuota = signo * impuesto.cuota();
            long recargo = signo * impuesto.recargo();
            sumar(dias, dia + " " + impuesto.gravamen(), 0, 0, base, cuota, recargo);
            boolean seDeclara = impuesto.declarable() && !factura.retenida();
            sumar(meses, mes, 0, base, cuota, recargo, seDeclara ? base + cuota + recargo : 0, 0, 0);
        }
    }

    private static Map<UUID, Factura> facturas(JdbcClient jdbc) {
        Map<UUID, List<Impuesto>> impuestos = impuestos(jdbc);
        return jdbc
                .sql("select * from factura")
                .query((row, number) -> new Factura(
                        row.getObject("id", UUID.class),
                        row.getObject("fecha", LocalDate.class),
                        row.getObject("fecha_operacion", LocalDate.class),
                        row.getObject("vencimiento", LocalDate.class),
                        row.getString("serie"),
                        row.getObject("rectifica_a", UUID.class),
                        row.getString("rectificacion"),
                        row.getObject("anulada_en") != null,
                        row.getObject("retencion_irpf") != null,
                        Objects.requireNonNullElse(row.getString("cliente_cif_nif"), "-") + " "
                                + Objects.requireNonNullElse(row.getString("cliente_crm_id"), "-"),
                        Objects.requireNonNull(impuestos.get(row.getObject("id", UUID.class)))))
                .list()
                .stream()
                .collect(Collectors.toMap(Factura::id, factura -> factura));
    }

    private static Map<UUID, List<Impuesto>> impuestos(JdbcClient jdbc) {
        Map<UUID, List<Impuesto>> impuestos = new TreeMap<>();
        jdbc.sql("select * from factura_impuesto").query(row -> {
            String exencion = row.getString("exencion");
            impuestos
                    .computeIfAbsent(row.getObject("factura_id", UUID.class), id -> new ArrayList<>())
                    .add(new Impuesto(
                            Stream.of(row.getString("tipo"), row.getString("recargo_tipo"), exencion)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.joining(" ")),
                            centimos(row.getBigDecimal("base")),
                            centimos(row.getBigDecimal("cuota")),
                            centimos(row.getBigDecimal("recargo")),
                            !"E2".equals(exencion) && !"E5".equals(exencion)));
        });
        return impuestos;
    }

    private static long centimos(BigDecimal euros) {
        return euros.movePointRight(2).longValueExact();
    }

    private static LocalDate mes(LocalDate dia) {
        return dia.withDayOfMonth(1);
    }

    private static void sumar(Map<String, List<Long>> sumas, String clave, long... mas) {
        List<Long> antes = sumas.get(clave);
        List<Long> ahora = new ArrayList<>();
        for (int i = 0; i < mas.length; i++) {
            ahora.add(mas[i] + (antes == null ? 0 : antes.get(i)));
        }
        sumas.put(clave, ahora);
    }

    /** What has come and gone again leaves no trace. */
    private static Map<String, List<Long>> sinNada(Map<String, List<Long>> sumas) {
        sumas.values().removeIf(suma -> suma.stream().allMatch(valor -> valor == 0));
        return sumas;
    }
}
