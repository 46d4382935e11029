package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** All invoices. Issuing is the hot path, and its number's lock is held until the commit: so it is one statement. */
@Component
class Facturas {

    /** Gives the next number and writes the invoice under it; no row if there is no issuer or its date is too early. */
    static final String EMITIR = """
            with numero as (
              insert into serie as s (serie, ejercicio, ultimo, ultima_fecha)
              select ?, extract(year from ?::date), 1, ?::date from emisor
              on conflict (serie, ejercicio) do update set ultimo = s.ultimo + 1, ultima_fecha = excluded.ultima_fecha
              where s.ultima_fecha <= excluded.ultima_fecha
              returning serie, ejercicio, ultimo, ultima_fecha),
            nueva as (
              insert into factura (id, serie, ejercicio, ordinal, fecha, fecha_operacion, vencimiento, emitida_en,
                cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, cliente_direccion, emisor, forma_pago, notas,
                base_imponible, cuota_iva, total)
              select ?, n.serie, n.ejercicio, n.ultimo, n.ultima_fecha, ?::date, ?::date, ?,
                ?, ?, ?, ?, ?, to_jsonb(e), ?, ?,
                ?, ?, ?
              from numero n, emisor e
              returning id, numero),
            lineas as (
              insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, iva, importe)
              select nueva.id, l.orden, l.descripcion, l.cantidad, l.precio, l.descuento, l.iva, l.importe
              from nueva, unnest(?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[])
                with ordinality as l (descripcion, cantidad, precio, descuento, iva, importe, orden)),
            impuestos as (
              insert into factura_impuesto (factura_id, tipo, base, cuota)
              select nueva.id, i.tipo, i.base, i.cuota
              from nueva, unnest(?::numeric[], ?::numeric[], ?::numeric[]) as i (tipo, base, cuota))
            select numero from nueva""";

    private final JdbcTemplate jdbc;

    Facturas(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the invoice with the next number of its series, which stays locked until the transaction ends.
     *
     * @return the number
     * @throws EmisorSinConfigurarException while there is no issuer
     * @throws FechaAnteriorException if the series has an invoice of a later date
     */
    String emitir(Factura f) {
        List<Linea> lineas = f.lineas();
        List<Desglose.Impuesto> impuestos = f.desglose().impuestos();
        return jdbc
                .queryForList(
                        EMITIR,
                        String.class,
                        f.serie().name(),
                        f.fecha(),
                        f.fecha(),
                        f.id(),
                        f.fechaOperacion(),
                        f.vencimiento(),
                        OffsetDateTime.ofInstant(f.emitidaEn(), ZoneOffset.UTC),
                        f.destinatario().crmId(),
                        f.destinatario().nombre(),
                        f.destinatario().email(),
                        f.destinatario().cifNif(),
                        f.destinatario().direccion(),
                        f.formaPago(),
                        f.notas(),
                        f.desglose().base().euros(),
                        f.desglose().cuota().euros(),
                        f.total().euros(),
                        columna(lineas, Linea::descripcion),
                        columna(lineas, Linea::cantidad),
                        columna(lineas, f::precioSinIva),
                        columna(lineas, Linea::descuento),
                        columna(lineas, Linea::iva),
                        columna(lineas, f::importeSinIva),
                        columna(impuestos, Desglose.Impuesto::tipo),
                        columna(impuestos, Desglose.Impuesto::base),
                        columna(impuestos, Desglose.Impuesto::cuota))
                .stream()
                .findFirst()
                .orElseThrow(() -> whyNot(f));
    }

    private static <T> String[] columna(List<T> filas, Function<T, Object> valor) {
        return filas.stream().map(valor).map(Object::toString).toArray(String[]::new);
    }

    private RuntimeException whyNot(Factura factura) {
        boolean hayEmisor =
                Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from emisor)", Boolean.class));
        return hayEmisor ? new FechaAnteriorException(factura.serie()) : new EmisorSinConfigurarException();
    }

    /** Locks the invoice until the transaction ends. */
    Optional<FacturaPorCobrar> bloquear(UUID id) {
        return jdbc
                .query(
                        """
                        select numero, cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, total, pagado, version
                        from factura where id = ? for update""",
                        (row, number) -> new FacturaPorCobrar(
                                id,
                                row.getString("numero"),
                                new Destinatario(
                                                row.getObject("cliente_crm_id", UUID.class),
                                                row.getString("cliente_nombre"),
                                                row.getString("cliente_email"),
                                                row.getString("cliente_cif_nif"),
                                                null)
                                        .comoEvento(),
                                new Importe(row.getBigDecimal("total")),
                                new Importe(row.getBigDecimal("pagado")),
                                row.getLong("version")),
                        id)
                .stream()
                .findFirst();
    }

    boolean existe(UUID id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from factura where id = ?)", Boolean.class, id));
    }

    void guardar(FacturaPorCobrar factura) {
        jdbc.update(
                "update factura set pagado = ?, version = ? where id = ?",
                factura.pagado().euros(),
                factura.version(),
                factura.id());
    }

    /** The CRM has told who the client of an invoice is. What was known before stays. */
    void asignarCliente(UUID factura, UUID crmId) {
        jdbc.update("update factura set cliente_crm_id = ? where id = ? and cliente_crm_id is null", crmId, factura);
    }
}
