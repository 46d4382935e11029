package es.crmfactura.factura.emision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes invoices. Issuing is the hot path, and the lock on its number is held until the commit: so it is one statement. */
@Component
class Facturas {

    /** No row while there is no issuer. */
    private static final String EMITIR = """
            with pedida as (
              select *, extract(year from fecha)::int as ejercicio
              from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::date[], ?::date[], ?::date[], ?::timestamptz[],
                  ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                  ?::uuid[], ?::text[], ?::text[])
                as p (id, serie, tipo, ordinal, fecha, fecha_operacion, vencimiento, emitida_en,
                  cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, cliente_direccion, forma_pago, notas,
                  base_imponible, cuota_iva, recargo, retencion_irpf, retencion, total,
                  rectifica_a, rectificacion, motivo_rectificacion)),
            contador as (
              update serie s set ultimo = u.ultimo, ultima_fecha = u.ultima_fecha
              from (
                select serie, ejercicio, max(ordinal) as ultimo, max(fecha) as ultima_fecha
                from pedida group by serie, ejercicio) u
              where (s.serie, s.ejercicio) = (u.serie, u.ejercicio)),
            nueva as (
              insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, fecha_operacion, vencimiento, emitida_en,
                cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, cliente_direccion, emisor, forma_pago, notas,
                base_imponible, cuota_iva, recargo, retencion_irpf, retencion, total,
                rectifica_a, rectificacion, motivo_rectificacion)
              select p.id, p.serie, p.tipo, p.ejercicio, p.ordinal, p.fecha, p.fecha_operacion, p.vencimiento, p.emitida_en,
                p.cliente_crm_id, p.cliente_nombre, p.cliente_email, p.cliente_cif_nif, p.cliente_direccion, to_jsonb(e),
                p.forma_pago, p.notas, p.base_imponible, p.cuota_iva, p.recargo, p.retencion_irpf, p.retencion, p.total,
                p.rectifica_a, p.rectificacion, p.motivo_rectificacion
              from pedida p, emisor e
              returning id, numero),
            lineas as (
              insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, iva, recargo, exencion,
                importe)
              select * from unnest(?::uuid[], ?::int[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                ?::numeric[], ?::text[], ?::numeric[])
              where exists (select from emisor)),
            impuestos as (
              insert into factura_impuesto (factura_id, tipo, base, cuota, recargo_tipo, recargo, exencion, redondeos)
              select * from unnest(?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[],
                ?::int[])
              where exists (select from emisor))
            select id, numero from nueva""";

    private final JdbcTemplate jdbc;
    private final Series series;

    Facturas(JdbcTemplate jdbc, Series series) {
        this.jdbc = jdbc;
        this.series = series;
    }

    /**
     * Writes the invoices with the next numbers of their series, which stay locked until the transaction ends. Within a
     * series the numbers follow the dates.
     *
     * @return the number of each; none for those whose series has an invoice of a later date
     * @throws EmisorSinConfigurarException while there is no issuer
     */
    Map<UUID, String> emitir(List<Factura> pedidas) {
        Map<UUID, Integer> ordinales = series.numerar(pedidas);
        if (ordinales.isEmpty()) {
            return Map.of();
        }
        List<Factura> facturas =
                pedidas.stream().filter(f -> ordinales.containsKey(f.id())).toList();
        List<DeFactura<Linea>> lineas = partes(facturas, Factura::lineas);
        List<DeFactura<Desglose.Impuesto>> impuestos =
                partes(facturas, f -> f.desglose().impuestos());
        Map<UUID, String> numeros = new HashMap<>();
        jdbc.query(
                EMITIR,
                row -> {
                    numeros.put(row.getObject("id", UUID.class), row.getString("numero"));
                },
                columna(facturas, Factura::id),
                columna(facturas, Factura::serie),
                columna(facturas, Factura::tipo),
                columna(facturas, f -> ordinales.get(f.id())),
                columna(facturas, Factura::fecha),
                columna(facturas, Factura::fechaOperacion),
                columna(facturas, Factura::vencimiento),
                columna(facturas, Factura::emitidaEn),
                columna(facturas, f -> f.destinatario().crmId()),
                columna(facturas, f -> f.destinatario().nombre()),
                columna(facturas, f -> f.destinatario().email()),
                columna(facturas, f -> f.destinatario().cifNif()),
                columna(facturas, f -> f.destinatario().direccion()),
                columna(facturas, Factura::formaPago),
                columna(facturas, Factura::notas),
                columna(facturas, f -> f.desglose().base()),
                columna(facturas, f -> f.desglose().cuota()),
                columna(facturas, f -> f.desglose().recargo()),
                columna(facturas, f -> f.totales().retencionIrpf()),
                columna(facturas, f -> f.totales().retencion()),
                columna(facturas, Factura::total),
                columna(
                        facturas,
                        f -> deRectificacion(
                                f, rectificacion -> rectificacion.original().id())),
                columna(facturas, f -> deRectificacion(f, Rectificacion::modo)),
                columna(facturas, f -> deRectificacion(f, Rectificacion::motivo)),
                columna(lineas, l -> l.factura().id()),
                columna(lineas, DeFactura::orden),
                columna(lineas, l -> l.parte().descripcion()),
                columna(lineas, l -> l.parte().cantidad()),
                columna(lineas, l -> l.parte().precioSinIva(l.factura().ivaIncluido())),
                columna(lineas, l -> l.parte().descuento()),
                columna(lineas, l -> l.parte().gravamen().iva()),
                columna(lineas, l -> l.parte().gravamen().recargo()),
                columna(lineas, l -> l.parte().gravamen().exencion()),
                columna(lineas, l -> l.parte().importeSinIva(l.factura().ivaIncluido())),
                columna(impuestos, i -> i.factura().id()),
                columna(impuestos, i -> i.parte().tipo()),
                columna(impuestos, i -> i.parte().base()),
                columna(impuestos, i -> i.parte().cuota()),
                columna(impuestos, i -> i.parte().recargoTipo()),
                columna(impuestos, i -> i.parte().recargo()),
                columna(impuestos, i -> i.parte().exencion()),
                columna(impuestos, i -> i.factura().desglose().redondeos()));
        if (numeros.isEmpty()) {
            throw new EmisorSinConfigurarException();
        }
        return numeros;
    }

    private static @Nullable Object deRectificacion(Factura factura, Function<Rectificacion, Object> parte) {
        return factura.rectificacion() == null ? null : parte.apply(factura.rectificacion());
    }

    boolean hayEmisor() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from emisor)", Boolean.class));
    }

    /** @see Series#siguientes() */
    Predicate<Factura> siguientes() {
        return series.siguientes();
    }

    /** @param orden from 1, within its invoice */
    private record DeFactura<P>(Factura factura, int orden, P parte) {}

    private static <P> List<DeFactura<P>> partes(List<Factura> facturas, Function<Factura, List<P>> partes) {
        List<DeFactura<P>> todas = new ArrayList<>();
        for (Factura factura : facturas) {
            int orden = 0;
            for (P parte : partes.apply(factura)) {
                todas.add(new DeFactura<>(factura, ++orden, parte));
            }
        }
        return todas;
    }

    /** As the text array that the driver sends, which the statement casts. */
    static <T> Object columna(List<T> filas, Function<T, @Nullable Object> valor) {
        return filas.stream()
                .map(fila -> Objects.toString(valor.apply(fila), null))
                .toArray(String[]::new);
    }
}
