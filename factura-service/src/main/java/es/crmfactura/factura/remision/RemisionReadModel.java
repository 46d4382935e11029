package es.crmfactura.factura.remision;

import es.crmfactura.factura.remision.EstadoDeRemision.Remision;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.verifactu.Registro;
import es.crmfactura.factura.verifactu.VerifactuProperties;
import es.crmfactura.web.Pagina;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records with what became of them, and how sending goes. */
@Component
class RemisionReadModel {

    private static final String REGISTROS = """
            select r.*, s.id as subsanado_por, coalesce(e.estado, 'pendiente') as estado, coalesce(e.intentos, 0) as intentos,
              e.enviado_en, e.respondido_en, e.codigo_error, e.descripcion_error, e.csv, coalesce(e.duplicado, false) as duplicado
            from verifactu_registro r
            left join verifactu_envio e on e.registro = r.id
            left join verifactu_registro s on (s.factura_id, s.tipo, s.subsana) = (r.factura_id, r.tipo, r.id)
            where\s""";

    private static final String DE_ESTADO = "(:estado::text is null or coalesce(e.estado, 'pendiente') = :estado)";

    /** What is answered stays so, and is nearly all before the position up to which everything is. */
    private static final String PENDIENTES = """
            select coalesce(sum(c.posicion - coalesce(m.hasta, 0) - (
                select count(*) from verifactu_registro r join verifactu_envio e on e.registro = r.id
                where r.cadena = c.id and r.posicion > coalesce(m.hasta, 0) and e.respondido_en is not null)), 0) as pendientes,
              min((
                select r.generado from verifactu_registro r left join verifactu_envio e on e.registro = r.id
                where r.cadena = c.id and r.posicion > coalesce(m.hasta, 0) and e.respondido_en is null
                order by r.posicion limit 1)::timestamptz) as desde,
              min(m.proxima) filter (where c.posicion > m.hasta) as proxima
            from verifactu_cadena c left join verifactu_remision m on m.cadena = c.id""";

    private static final String POR_SUBSANAR = """
            select count(*) filter (where e.estado = 'rechazado') as rechazados,
              count(*) filter (where e.estado = 'aceptado_con_errores') as aceptados_con_errores
            from verifactu_envio e join verifactu_registro r on r.id = e.registro
            where e.estado in ('rechazado', 'aceptado_con_errores')
              and not exists (select from verifactu_registro s where s.factura_id = r.factura_id and s.id > r.id)""";

    private static final String ERROR = """
            select ultimo_error as texto, ultimo_error_en as en from verifactu_remision
            where ultimo_error is not null order by ultimo_error_en desc limit 1""";

    private static final String APAGADA =
            "No se envía nada a la Agencia Tributaria: los registros se guardan, porque no se ha configurado adónde enviarlos"
                    + " (crmfactura.verifactu.remision.url).";

    private final JdbcClient jdbc;
    private final VerifactuProperties verifactu;
    private final RemisionProperties settings;

    RemisionReadModel(JdbcClient jdbc, VerifactuProperties verifactu, RemisionProperties settings) {
        this.jdbc = jdbc;
        this.verifactu = verifactu;
        this.settings = settings;
    }

    /** Latest first. */
    List<RegistroVista> lista(@Nullable EstadoDeRegistro estado, Pagina pagina) {
        return jdbc.sql(REGISTROS + DE_ESTADO + " order by r.id desc limit :limit offset :skip")
                .param("estado", estado == null ? null : estado.name())
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(RemisionReadModel::registro)
                .list();
    }

    long total(@Nullable EstadoDeRegistro estado) {
        return jdbc.sql(
                        "select count(*) from verifactu_registro r left join verifactu_envio e on e.registro = r.id where "
                                + DE_ESTADO)
                .param("estado", estado == null ? null : estado.name())
                .query(Long.class)
                .single();
    }

    Optional<RegistroVista> conId(long id) {
        return jdbc.sql(REGISTROS + "r.id = :id")
                .param("id", id)
                .query(RemisionReadModel::registro)
                .optional();
    }

    /** @param desde when the oldest was made; null if none waits */
    record Pendientes(
            long pendientes,
            @Nullable OffsetDateTime desde,
            @Nullable OffsetDateTime proxima) {}

    Pendientes pendientes() {
        return jdbc.sql(PENDIENTES).query(Pendientes.class).single();
    }

    EstadoDeRemision estado() {
        boolean activa = settings.activa();
        Pendientes pendientes = pendientes();
        PorSubsanar porSubsanar =
                jdbc.sql(POR_SUBSANAR).query(PorSubsanar.class).single();
        Optional<Error> error = jdbc.sql(ERROR).query(Error.class).optional();
        return new EstadoDeRemision(
                activa ? Remision.activa : Remision.apagada,
                activa ? null : APAGADA,
                verifactu.entorno(),
                verifactu.obligatorioDesde(),
                pendientes.pendientes(),
                instante(pendientes.desde()),
                porSubsanar.rechazados(),
                porSubsanar.aceptadosConErrores(),
                error.map(Error::texto).orElse(null),
                error.map(e -> e.en().toInstant()).orElse(null),
                activa ? instante(pendientes.proxima()) : null);
    }

    private record PorSubsanar(long rechazados, long aceptadosConErrores) {}

    private record Error(String texto, OffsetDateTime en) {}

    private static RegistroVista registro(ResultSet row, int number) throws SQLException {
        String importe = row.getString("importe_total");
        return new RegistroVista(
                row.getLong("id"),
                row.getString("emisor"),
                row.getLong("posicion"),
                Registro.Tipo.valueOf(row.getString("tipo")),
                row.getObject("factura_id", UUID.class),
                row.getString("numero"),
                row.getString("tipo_factura"),
                importe == null ? null : new Importe(new BigDecimal(importe)),
                OffsetDateTime.parse(row.getString("generado")).toInstant(),
                row.getString("huella"),
                row.getObject("subsana", Long.class),
                row.getObject("subsanado_por", Long.class),
                EstadoDeRegistro.valueOf(row.getString("estado")),
                row.getInt("intentos"),
                instante(row.getObject("enviado_en", OffsetDateTime.class)),
                instante(row.getObject("respondido_en", OffsetDateTime.class)),
                row.getObject("codigo_error", Integer.class),
                row.getString("descripcion_error"),
                row.getString("csv"),
                row.getBoolean("duplicado"));
    }

    private static @Nullable Instant instante(@Nullable OffsetDateTime momento) {
        return momento == null ? null : momento.toInstant();
    }
}
