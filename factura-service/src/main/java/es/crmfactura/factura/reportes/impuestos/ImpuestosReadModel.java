package es.crmfactura.factura.reportes.impuestos;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.impuestos.Modelo347.Declarado;
import es.crmfactura.factura.reportes.impuestos.Modelo347.Resumen;
import es.crmfactura.factura.reportes.impuestos.ResumenDeIva.Gravado;
import es.crmfactura.factura.valores.Importe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was taxed, by the period of the tax. */
@Component
class ImpuestosReadModel {

    private static final String IVA = """
            select iva, recargo_tipo, exencion, serie = 'REC' as rectificativa, sum(base) as base, sum(cuota) as cuota,
              sum(recargo) as recargo
            from venta_diaria where devengo between :desde and :hasta and iva is not null
            group by iva, recargo_tipo, exencion, serie = 'REC'""";

    /** The summary is in every row; there is one also where there are no parties. */
    private static final String DECLARADOS = """
            with venta as (
              select cif_nif, extract(quarter from devengo) as trimestre, declarable, base + cuota + recargo as importe
              from venta_mensual where devengo between :desde and :hasta),
            parte as (
              select cif_nif, sum(importe) as importe, sum(declarable) as declarable,
                coalesce(sum(declarable) filter (where trimestre = 1), 0) as primero,
                coalesce(sum(declarable) filter (where trimestre = 2), 0) as segundo,
                coalesce(sum(declarable) filter (where trimestre = 3), 0) as tercero,
                coalesce(sum(declarable) filter (where trimestre = 4), 0) as cuarto,
                cif_nif is not null and abs(sum(declarable)) > :umbral as se_declara
              from venta group by cif_nif),
            resumen as (
              select count(*) filter (where se_declara) as declarados, coalesce(sum(importe), 0) as facturado,
                coalesce(sum(declarable) filter (where se_declara), 0) as declarado,
                coalesce(sum(declarable) filter (where not se_declara and cif_nif is not null), 0) as bajo_umbral,
                coalesce(sum(declarable) filter (where cif_nif is null), 0) as sin_nif,
                coalesce(sum(importe - declarable), 0) as excluido
              from parte)
            select r.*, d.*, nombre_facturado(null, d.cif_nif) as nombre
            from resumen r
            left join (select * from parte where se_declara order by cif_nif limit :limit offset :skip) d on true
            order by cif_nif""";

    private final JdbcClient jdbc;

    ImpuestosReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ResumenDeIva iva(int ejercicio, int trimestre) {
        Periodo periodo = Periodo.trimestre(ejercicio, trimestre);
        return ResumenDeIva.de(
                ejercicio,
                trimestre,
                jdbc.sql(IVA)
                        .param("desde", periodo.desde())
                        .param("hasta", periodo.hasta())
                        .query(ImpuestosReadModel::gravado)
                        .list());
    }

    private static Gravado gravado(ResultSet row, int number) throws SQLException {
        return new Gravado(
                row.getBigDecimal("iva"),
                row.getBigDecimal("recargo_tipo"),
                row.getString("exencion"),
                row.getBoolean("rectificativa"),
                importe(row, "base"),
                importe(row, "cuota"),
                importe(row, "recargo"));
    }

    private record Fila(
            long declarados, Resumen resumen, @Nullable Declarado declarado) {}

    /**
     * By tax id.
     *
     * @param limit null for all
     */
    Modelo347 declarados(int ejercicio, int skip, @Nullable Integer limit) {
        Periodo periodo = Periodo.ejercicio(ejercicio);
        List<Fila> filas = jdbc.sql(DECLARADOS)
                .param("desde", periodo.desde())
                .param("hasta", periodo.hasta())
                .param("umbral", Modelo347.UMBRAL.euros().unscaledValue().longValueExact())
                .param("skip", skip)
                .param("limit", limit)
                .query((row, number) -> new Fila(row.getLong("declarados"), resumen(row), declarado(row)))
                .list();
        List<Declarado> declarados =
                filas.stream().map(Fila::declarado).filter(Objects::nonNull).toList();
        return new Modelo347(
                ejercicio,
                Modelo347.UMBRAL,
                declarados,
                filas.get(0).declarados(),
                skip,
                Objects.requireNonNullElseGet(limit, declarados::size),
                filas.get(0).resumen());
    }

    private static Resumen resumen(ResultSet row) throws SQLException {
        return new Resumen(
                importe(row, "facturado"),
                importe(row, "declarado"),
                importe(row, "bajo_umbral"),
                importe(row, "sin_nif"),
                importe(row, "excluido"));
    }

    private static @Nullable Declarado declarado(ResultSet row) throws SQLException {
        String cifNif = row.getString("cif_nif");
        return cifNif == null
                ? null
                : new Declarado(
                        cifNif,
                        row.getString("nombre"),
                        Declarado.VENTAS,
                        importe(row, "primero"),
                        importe(row, "segundo"),
                        importe(row, "tercero"),
                        importe(row, "cuarto"),
                        importe(row, "declarable"));
    }

    private static Importe importe(ResultSet row, String columna) throws SQLException {
        return Importe.centimos(row.getLong(columna));
    }
}
