package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The book, in the order of dates and numbers. What a rectificativa replaces stands before it with its sign turned, as the tax
 * agency asks for; what was exchanged does not, as the key F3 says just that.
 */
@Component
class LibroReadModel {

    private static final int POR_VEZ = 1000;

    /** Whose tax belongs into the period: issued within it, or issued outside and done within it. Each part ends as all do. */
    private static final String DOCUMENTOS = """
            (select id, fecha, serie, ordinal from factura f
             where fecha between :desde and :hasta and devengo(f) between :desde and :hasta and anulada_en is null %1$s)
            union all
            (select id, fecha, serie, ordinal from factura f
             where fecha_operacion between :desde and :hasta and fecha not between :desde and :hasta
               and devengo(f) between :desde and :hasta and anulada_en is null %1$s)""";

    private static final String ASIENTOS = """
            select a.devengo, f.tipo, f.fecha, f.fecha_operacion, f.serie, f.numero, f.cliente_cif_nif, f.cliente_nombre,
              i.exencion, trim_scale(i.tipo) as iva, a.signo * i.base as base, a.signo * i.cuota as cuota,
              trim_scale(i.recargo_tipo) as recargo_tipo, a.signo * i.recargo as recargo
            from (%s) d
            cross join lateral (select * from asiento where documento_id = d.id and (signo > 0 or tipo <> 'F3') offset 0) a
            join factura f on f.id = a.factura_id
            join factura_impuesto i on i.factura_id = f.id
            order by d.fecha, d.serie, d.ordinal, a.signo, i.tipo, i.recargo_tipo, i.exencion nulls first""";

    private static final String EN_ORDEN = " order by fecha, serie, ordinal";

    private static final String TODO = ASIENTOS.formatted(DOCUMENTOS.formatted(""));
    private static final String PARTE = ASIENTOS.formatted(
            DOCUMENTOS.formatted(EN_ORDEN + " limit :skip + :limit") + EN_ORDEN + " limit :limit offset :skip");

    private static final String TOTAL = """
            select coalesce(sum(documentos), 0) from venta_diaria where devengo between :desde and :hasta""";

    private final JdbcClient jdbc;
    private final TransactionOperations transaccion;

    LibroReadModel(JdbcClient jdbc, TransactionOperations transaccion) {
        this.jdbc = jdbc;
        this.transaccion = transaccion;
    }

    LibroRegistro parte(Periodo periodo, int skip, int limit) {
        List<Asiento> asientos = preguntar(PARTE, periodo)
                .param("skip", skip)
                .param("limit", limit)
                .query((row, number) -> Asiento.de(row))
                .list();
        long total = preguntar(TOTAL, periodo).query(Long.class).single();
        return new LibroRegistro(periodo, asientos, total, skip, limit);
    }

    /** All of it, one after the other. Only within a transaction the database hands the rows over so. */
    void leer(Periodo periodo, Consumer<Asiento> asientos) {
        transaccion.executeWithoutResult(
                status -> preguntar(TODO, periodo).withFetchSize(POR_VEZ).query(row -> {
                    asientos.accept(Asiento.de(row));
                }));
    }

    private JdbcClient.StatementSpec preguntar(String sql, Periodo periodo) {
        return jdbc.sql(sql).param("desde", periodo.desde()).param("hasta", periodo.hasta());
    }
}
