package es.crmfactura.crm.facturacion;

import es.crmfactura.eventos.FacturaEmitida;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What we know of billing's invoices; each method is one statement, however many they are. */
@Component
class FacturasConocidas {

    private static final String ANOTAR = """
            insert into factura_conocida (factura_id, cliente_id, numero, fecha, vencimiento, total)
            select * from unnest(cast(:facturas as uuid[]), cast(:clientes as uuid[]), cast(:numeros as text[]),
              cast(:fechas as date[]), cast(:vencimientos as date[]), cast(:totales as numeric[]))
            on conflict do nothing""";

    private static final String COBRAR = """
            update factura_conocida f
            set cobrado = c.cobrado, fecha_cobro = c.fecha_cobro
            from unnest(cast(:facturas as uuid[]), cast(:cobrados as numeric[]), cast(:fechas as date[]))
              as c (factura_id, cobrado, fecha_cobro)
            where f.factura_id = c.factura_id""";

    private final JdbcClient jdbc;

    FacturasConocidas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What has been paid of an invoice.
     *
     * @param fechaCobro when it was paid in full; null if it is not
     */
    record Cobro(
            UUID facturaId, BigDecimal cobrado, @Nullable LocalDate fechaCobro) {}

    /** @return the client of each invoice that we know, by invoice */
    Map<UUID, UUID> clientesDe(Collection<UUID> facturas) {
        var clientes = new HashMap<UUID, UUID>();
        jdbc.sql("select factura_id, cliente_id from factura_conocida where factura_id = any(:facturas)")
                .param("facturas", facturas.toArray(UUID[]::new))
                .query(row -> {
                    clientes.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return clientes;
    }

    void anotar(List<FacturaEmitida> facturas, Map<UUID, UUID> clientes) {
        jdbc.sql(ANOTAR)
                .param(
                        "facturas",
                        facturas.stream().map(FacturaEmitida::facturaId).toArray(UUID[]::new))
                .param(
                        "clientes",
                        facturas.stream().map(f -> clientes.get(f.facturaId())).toArray(UUID[]::new))
                .param("numeros", textos(facturas, FacturaEmitida::numero))
                .param("fechas", textos(facturas, FacturaEmitida::fecha))
                .param("vencimientos", textos(facturas, FacturaEmitida::vencimiento))
                .param("totales", textos(facturas, factura -> factura.total().toPlainString()))
                .update();
    }

    /** @param cobros one for each invoice */
    void cobrar(Collection<Cobro> cobros) {
        jdbc.sql(COBRAR)
                .param("facturas", cobros.stream().map(Cobro::facturaId).toArray(UUID[]::new))
                .param("cobrados", textos(cobros, cobro -> cobro.cobrado().toPlainString()))
                .param("fechas", textos(cobros, Cobro::fechaCobro))
                .update();
    }

    void anular(Collection<UUID> facturas) {
        jdbc.sql("update factura_conocida set anulada = true where factura_id = any(:facturas)")
                .param("facturas", facturas.toArray(UUID[]::new))
                .update();
    }

    private static <T> @Nullable String[] textos(Collection<T> filas, Function<T, @Nullable Object> columna) {
        return filas.stream()
                .map(fila -> Objects.toString(columna.apply(fila), null))
                .toArray(String[]::new);
    }
}
