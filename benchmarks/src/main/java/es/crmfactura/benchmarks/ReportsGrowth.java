package es.crmfactura.benchmarks;

import es.crmfactura.benchmarks.HttpCosts.Cost;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** What billing's reports cost, over HTTP, with few and with many invoices of three years. */
final class ReportsGrowth {

    /** No longer than this for a report, however many invoices there are, in milliseconds. */
    private static final double LIMIT = 200;

    /**
     * Ten thousand clients, a few of whom buy most. Of a hundred invoices one is corrected by differences; of two hundred one is
     * replaced and one exchanged. A fifth has two rates, a tenth is simplified; 95 of 100 are paid, up to two months later.
     */
    private static final String FILL = """
            set search_path = factura;
            set session_replication_role = replica;
            select setseed(0.5);
            insert into cliente (crm_id, version, nombre_completo, tipo_cliente, cif_nif)
            select md5('c' || n)::uuid, 0, 'Cliente ' || n, 'empresa', 'B' || lpad(n::text, 8, '0') from generate_series(0, 10000) n
            on conflict do nothing;
            create temp table nueva as
            select n, uuidv7((current_date - 1095 + (n - %1$d) * 1095 / (%2$d - %1$d + 1)) - now()) as id,
              current_date - 1095 + (n - %1$d) * 1095 / (%2$d - %1$d + 1) as fecha,
              case when n %% 100 = 50 then 'R1' when n %% 200 = 75 then 'R4' when n %% 200 = 25 then 'F3' when n %% 10 = 4 then 'F2' else 'F1' end as tipo,
              (power(random(), 2) * 10000)::int as cliente, round((10 + random() * 990)::numeric, 2) as base,
              case when random() < .2 then round((random() * 100)::numeric, 2) else 0 end as reducida,
              case when random() < .03 then 5.2 else 0 end as recargo_tipo, case when random() < .05 then 15 end as retencion_irpf,
              random() < .95 as pagada, (random() * 60)::int as dias
            from generate_series(%1$d, %2$d) n;
            create temp table lista as
            select u.n, u.id, u.fecha, u.tipo, case u.tipo when 'F1' then 'FAC' when 'F3' then 'FAC' when 'F2' then 'SIM' else 'REC' end as serie,
              case when u.tipo = 'R1' then 'diferencias' when u.tipo = 'R4' then 'sustitucion' end as rectificacion,
              case when u.tipo in ('R1', 'R4', 'F3') then a.id end as de,
              case when u.tipo in ('R1', 'R4') then a.cliente else u.cliente end as cliente,
              case u.tipo when 'R1' then -round(a.base * .2, 2) when 'R4' then round(a.base * .9, 2) when 'F3' then a.base else u.base end as base,
              case when u.tipo in ('R1', 'R4', 'F3', 'F2') then 0 else u.reducida end as reducida,
              case when u.tipo = 'F1' then u.recargo_tipo else 0 end as recargo_tipo, case when u.tipo = 'F1' then u.retencion_irpf end as retencion_irpf,
              u.pagada and s.n is null and u.tipo in ('F1', 'F2') as pagada, u.dias, s.id as por, s.tipo as por_tipo, s.base as por_base, s.fecha as por_fecha
            from nueva u
            left join nueva a on a.n = u.n - 1
            left join nueva s on s.n = u.n + 1 and s.tipo in ('R1', 'R4', 'F3');
            create temp table cuenta as
            select l.*, round(base * .21, 2) + round(reducida * .1, 2) as cuota, round(base * recargo_tipo / 100, 2) as recargo,
              coalesce(round((base + reducida) * retencion_irpf / 100, 2), 0) as retencion, extract(year from fecha)::int as ejercicio,
              row_number() over (partition by serie, extract(year from fecha) order by n) + coalesce((
                select ultimo from serie s where s.serie = l.serie and s.ejercicio = extract(year from l.fecha)), 0) as ordinal
            from lista l;
            insert into serie select serie, ejercicio, max(ordinal), max(fecha) from cuenta group by serie, ejercicio
            on conflict (serie, ejercicio) do update set ultimo = excluded.ultimo, ultima_fecha = excluded.ultima_fecha;
            insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_crm_id, cliente_nombre, cliente_cif_nif,
              emisor, base_imponible, cuota_iva, recargo, retencion_irpf, retencion, total, pagado, compensado, rectifica_a, rectificacion,
              motivo_rectificacion, sustituida_por, ultimo_movimiento)
            select id, serie, tipo, ejercicio, ordinal, fecha, fecha + 30, fecha, case when serie <> 'SIM' then md5('c' || cliente)::uuid end,
              'Cliente ' || cliente, case when serie <> 'SIM' then 'B' || lpad(cliente::text, 8, '0') end, (select to_jsonb(e) from emisor e),
              base + reducida, cuota, recargo, retencion_irpf, retencion, base + reducida + cuota + recargo - retencion,
              case when pagada then base + reducida + cuota + recargo - retencion else 0 end,
              case when por_tipo = 'R1' then round(base * .2, 2) + round(round(base * .2, 2) * .21, 2) else 0 end,
              case when rectificacion is not null then de end, rectificacion, case when rectificacion is not null then 'Género devuelto' end,
              case when por_tipo in ('R4', 'F3') then por end,
              greatest(case when pagada then least(fecha + dias, current_date) end, por_fecha, case when tipo in ('R4', 'F3') then fecha end)
            from cuenta;
            insert into factura_canje select de, id from cuenta where tipo = 'F3';
            insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, iva, recargo, importe)
            select id, 1, 'Servicio', sign(base), abs(base), 0, 21, recargo_tipo, base from cuenta;
            insert into factura_impuesto (factura_id, tipo, base, cuota, recargo_tipo, recargo)
            select id, 21, base, round(base * .21, 2), recargo_tipo, recargo from cuenta
            union all
            select id, 10, reducida, round(reducida * .1, 2), 0, 0 from cuenta where reducida > 0;
            insert into pago (id, factura_id, importe, fecha, registrado_en)
            select uuidv7(fecha - now()), id, base + reducida + cuota + recargo - retencion, least(fecha + dias, current_date), now()
            from cuenta where pagada and base + reducida + cuota + recargo - retencion > 0;
            drop table nueva, lista, cuenta;
            select rehacer_sumas();
            set session_replication_role = origin;
            vacuum analyze cliente, factura, factura_linea, factura_impuesto, factura_canje, pago, suma_diaria, suma_mensual, por_sumar""";

    private final HttpCosts costs = new HttpCosts("http://127.0.0.1:" + Stage.FACTURA_PORT + "/api/reportes");

    /** Adds to {@code report} what each costs with many invoices, beside what it costs with few. */
    void compare(int few, int many, Report report) throws SQLException, IOException, InterruptedException {
        List<String> asked = asked(LocalDate.now());
        fill(1, few);
        List<Cost> costsOfFew = costs.of(asked);
        fill(few + 1, many);
        List<Cost> costsOfMany = costs.of(asked);
        for (int i = 0; i < asked.size(); i++) {
            String what =
                    "GET " + asked.get(i).replaceAll("20\\d\\d-|[?&]desde=20\\d\\d-01-01&hasta=20\\d\\d-12-31", "");
            report.lowerIsBetter(what + ", p95 : limit", 1, costsOfMany.get(i).p95(), LIMIT, "ms");
            report.info(
                    "%s, p95, %,d : %,d".formatted(what, many, few),
                    costsOfMany.get(i).p95(),
                    costsOfFew.get(i).p95(),
                    "ms");
        }
    }

    /** Of the year before this one, which is whole. */
    private static List<String> asked(LocalDate hoy) {
        int anyo = hoy.getYear() - 1;
        String entero = "desde=%d-01-01&hasta=%d-12-31".formatted(anyo, anyo);
        return List.of(
                "/ventas?por=dia&" + entero,
                "/ventas?por=mes&" + entero,
                "/ventas?por=serie&" + entero,
                "/ventas?por=cliente&" + entero,
                "/ventas?por=cliente&desde=%d-01-15&hasta=%d-12-15".formatted(anyo, anyo),
                "/clientes?" + entero,
                "/clientes?desde=%d-01-01&hasta=%s".formatted(anyo - 1, hoy),
                "/cobros-pendientes",
                "/cobros-pendientes?fecha=" + hoy.minusMonths(1),
                "/cobros-pendientes?fecha=" + hoy.minusMonths(11),
                "/prevision-cobros",
                "/iva?ejercicio=%d&trimestre=3".formatted(anyo),
                "/347?ejercicio=" + anyo,
                "/libro-registro?" + entero);
    }

    private static void fill(int from, int to) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            for (String command : FILL.formatted(from, to).split(";\n")) {
                statement.execute(command);
            }
            try (var missing = statement.executeQuery(
                    "select (select count(*) from factura) - (select coalesce(sum(documentos), 0) from suma_diaria)")) {
                missing.next();
                if (missing.getLong(1) != 0) {
                    throw new IllegalStateException("invoices that the sums do not have: " + missing.getLong(1));
                }
            }
        }
    }
}
