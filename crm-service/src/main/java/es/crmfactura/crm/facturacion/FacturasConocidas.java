package es.crmfactura.crm.facturacion;

import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaEmitida.Rectificacion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What we know of billing's invoices; each method is one statement, however many they are. */
final class FacturasConocidas {

    /** A payment or a cancellation may have come before. */
    private static final String ANOTAR = """
            insert into %s as f (factura_id, cliente_id, numero, fecha, vencimiento, total, rectifica,
              por_sustitucion)
            select * from unnest(cast(:facturas as uuid[]), cast(:clientes as uuid[]), cast(:numeros as text[]),
              cast(:fechas as date[]), cast(:vencimientos as date[]), cast(:totales as numeric[]),
              cast(:rectificadas as uuid[]), cast(:por_sustitucion as boolean[]))
            on conflict (factura_id) do update
            set fecha = excluded.fecha, vencimiento = excluded.vencimiento, total = excluded.total,
              rectifica = excluded.rectifica, por_sustitucion = excluded.por_sustitucion
            where f.fecha is null""";

    private static final String CANJEAR = """
            insert into %s (canjeada, factura_id)
            select * from unnest(cast(:canjeadas as uuid[]), cast(:facturas as uuid[]))
            on conflict do nothing""";

    /** The invoice may not have come yet, and a later payment may have. */
    private static final String COBRAR = """
            insert into %s as f (factura_id, cliente_id, numero, total, cobrado, fecha_cobro, version_cobro,
              fecha_devolucion)
            select * from unnest(cast(:facturas as uuid[]), cast(:clientes as uuid[]), cast(:numeros as text[]),
              cast(:totales as numeric[]), cast(:cobrados as numeric[]), cast(:fechas as date[]),
              cast(:versiones as bigint[]), cast(:devoluciones as date[]))
            on conflict (factura_id) do update
            set cobrado = case when excluded.version_cobro < f.version_cobro then f.cobrado else excluded.cobrado end,
              fecha_cobro = case when excluded.version_cobro < f.version_cobro then f.fecha_cobro
                else excluded.fecha_cobro end,
              version_cobro = greatest(f.version_cobro, excluded.version_cobro),
              fecha_devolucion = greatest(f.fecha_devolucion, excluded.fecha_devolucion)""";

    private static final String ANULAR = """
            insert into %s (factura_id, cliente_id, numero, total, anulada)
            select factura, cliente, numero, total, true
            from unnest(cast(:facturas as uuid[]), cast(:clientes as uuid[]), cast(:numeros as text[]),
              cast(:totales as numeric[])) as a (factura, cliente, numero, total)
            on conflict (factura_id) do update set anulada = true""";

    private final JdbcClient jdbc;
    private final String anotar;
    private final String canjear;
    private final String cobrar;
    private final String anular;

    /** @param tabla in which they are written, such as {@code factura_conocida}, and {@code canjes} what they are exchanged for */
    FacturasConocidas(JdbcClient jdbc, String tabla, String canjes) {
        this.jdbc = jdbc;
        this.anotar = ANOTAR.formatted(tabla);
        this.canjear = CANJEAR.formatted(canjes);
        this.cobrar = COBRAR.formatted(tabla);
        this.anular = ANULAR.formatted(tabla);
    }

    /**
     * What has been paid of an invoice.
     *
     * @param version of the invoice; a later one knows better
     * @param fechaCobro when it was paid in full; null if it is not
     * @param fechaDevolucion when a payment was last returned; null if none was
     */
    record Cobro(
            EventoDeFactura evento,
            long version,
            String numero,
            BigDecimal total,
            BigDecimal cobrado,
            @Nullable LocalDate fechaCobro,
            @Nullable LocalDate fechaDevolucion) {

        /** Of two of the same invoice, in any order. */
        Cobro con(Cobro otro) {
            Cobro ultimo = otro.version < version ? this : otro;
            LocalDate devolucion = Stream.of(this, otro)
                    .map(Cobro::fechaDevolucion)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            return new Cobro(
                    ultimo.evento,
                    ultimo.version,
                    ultimo.numero,
                    ultimo.total,
                    ultimo.cobrado,
                    ultimo.fechaCobro,
                    devolucion);
        }
    }

    /** @param facturas each once */
    void anotar(List<FacturaEmitida> facturas, Map<UUID, UUID> clientes) {
        deLasFacturas(anotar, facturas, clientes)
                .param("numeros", textos(facturas, FacturaEmitida::numero))
                .param("fechas", textos(facturas, FacturaEmitida::fecha))
                .param("vencimientos", textos(facturas, FacturaEmitida::vencimiento))
                .param("totales", textos(facturas, factura -> factura.total().toPlainString()))
                .param("rectificadas", textos(facturas, factura -> rectificacion(factura, Rectificacion::facturaId)))
                .param(
                        "por_sustitucion",
                        textos(facturas, factura -> "sustitucion".equals(rectificacion(factura, Rectificacion::tipo))))
                .update();
        canjear(facturas.stream()
                .filter(factura -> factura.canjea() != null)
                .flatMap(factura ->
                        factura.canjea().stream().map(canjeada -> new Canje(canjeada.facturaId(), factura.facturaId())))
                .toList());
    }

    private record Canje(UUID canjeada, UUID factura) {}

    private void canjear(List<Canje> canjes) {
        if (!canjes.isEmpty()) {
            jdbc.sql(canjear)
                    .param("canjeadas", canjes.stream().map(Canje::canjeada).toArray(UUID[]::new))
                    .param("facturas", canjes.stream().map(Canje::factura).toArray(UUID[]::new))
                    .update();
        }
    }

    private static <T> @Nullable T rectificacion(FacturaEmitida factura, Function<Rectificacion, T> parte) {
        return factura.rectifica() == null ? null : parte.apply(factura.rectifica());
    }

    /** @param cobros one for each invoice */
    void cobrar(Collection<Cobro> cobros, Map<UUID, UUID> clientes) {
        deLasFacturas(cobrar, cobros.stream().map(Cobro::evento).toList(), clientes)
                .param("numeros", textos(cobros, Cobro::numero))
                .param("totales", textos(cobros, cobro -> cobro.total().toPlainString()))
                .param("cobrados", textos(cobros, cobro -> cobro.cobrado().toPlainString()))
                .param("fechas", textos(cobros, Cobro::fechaCobro))
                .param("versiones", textos(cobros, Cobro::version))
                .param("devoluciones", textos(cobros, Cobro::fechaDevolucion))
                .update();
    }

    /** @param facturas each once */
    void anular(List<FacturaAnulada> facturas, Map<UUID, UUID> clientes) {
        deLasFacturas(anular, facturas, clientes)
                .param("numeros", textos(facturas, FacturaAnulada::numero))
                .param("totales", textos(facturas, factura -> factura.total().toPlainString()))
                .update();
    }

    private JdbcClient.StatementSpec deLasFacturas(
            String sql, List<? extends EventoDeFactura> eventos, Map<UUID, UUID> clientes) {
        return jdbc.sql(sql)
                .param(
                        "facturas",
                        eventos.stream().map(EventoDeFactura::facturaId).toArray(UUID[]::new))
                .param(
                        "clientes",
                        eventos.stream()
                                .map(evento -> clientes.get(evento.facturaId()))
                                .toArray(UUID[]::new));
    }

    private static <T> @Nullable String[] textos(Collection<T> filas, Function<T, @Nullable Object> columna) {
        return filas.stream()
                .map(fila -> Objects.toString(columna.apply(fila), null))
                .toArray(String[]::new);
    }
}
