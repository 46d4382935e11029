package es.crmfactura.crm.importacion;

import es.crmfactura.web.ficheros.Cabecera;
import es.crmfactura.web.ficheros.Formato;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which import is to be gone on with, and how far it has come. */
@Component
class Progreso {

    static final Duration GUARDADA = Duration.ofDays(7);
    private static final int MAXIMO_DE_FALLOS = 5;

    private static final String SIGUIENTE = """
            update importacion
            set estado = 'en_curso', fecha_inicio = coalesce(fecha_inicio, cast(:ahora as timestamptz))
            where id = (select id from importacion where fecha_fin is null order by fecha_creacion, id limit 1)
            returning id, tipo, ensayo, codificacion, separador, columnas, trozos, filas_leidas""";

    /** Only from where the caller thinks it stands: who has been overtaken, or whose import is gone, changes nothing. */
    private static final String AVANZAR = """
            update importacion
            set filas_leidas = filas_leidas + :creadas + :sin_cambios + :rechazadas, creadas = creadas + :creadas,
              sin_cambios = sin_cambios + :sin_cambios, rechazadas = rechazadas + :rechazadas, fallos = 0
            where id = :id and filas_leidas = :desde and fecha_fin is null""";

    private static final String TERMINAR = """
            with terminada as (
              update importacion set estado = 'terminada', fecha_fin = cast(:ahora as timestamptz)
              where id = :id and filas_leidas = filas and fecha_fin is null
              returning id)
            delete from importacion_clave using terminada where importacion_id = terminada.id""";

    private static final String FALLO = """
            update importacion
            set fallos = fallos + 1,
              estado = case when fallos + 1 < :maximo then estado else 'fallida' end,
              fecha_fin = case when fallos + 1 < :maximo then null else cast(:ahora as timestamptz) end
            where id = :id and fecha_fin is null""";

    private final JdbcClient jdbc;
    private final Columnas columnas;
    private final Clock clock;

    Progreso(JdbcClient jdbc, Columnas columnas, Clock clock) {
        this.jdbc = jdbc;
        this.columnas = columnas;
        this.clock = clock;
    }

    /** An import as far as it has come. */
    record Pendiente(
            UUID id, Tipo tipo, boolean ensayo, Formato formato, Cabecera cabecera, int trozos, long filasLeidas) {}

    boolean hayPendientes() {
        return jdbc.sql("select exists (select from importacion where fecha_fin is null)")
                .query(Boolean.class)
                .single();
    }

    Optional<Pendiente> siguiente() {
        return jdbc.sql(SIGUIENTE)
                .param("ahora", clock.instant().toString())
                .query((row, number) -> {
                    Tipo tipo = Tipo.valueOf(row.getString("tipo"));
                    var formato = new Formato(
                            Charset.forName(row.getString("codificacion")),
                            row.getString("separador").charAt(0));
                    var nombres =
                            Arrays.asList((String[]) row.getArray("columnas").getArray());
                    return new Pendiente(
                            row.getObject("id", UUID.class),
                            tipo,
                            row.getBoolean("ensayo"),
                            formato,
                            new Cabecera(columnas.de(tipo), nombres),
                            row.getInt("trozos"),
                            row.getLong("filas_leidas"));
                })
                .optional();
    }

    /** The file, one piece after the other. */
    InputStream contenido(Pendiente importacion) {
        return new SequenceInputStream(new Enumeration<>() {
            private int orden;

            @Override
            public boolean hasMoreElements() {
                return orden < importacion.trozos();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(trozo(importacion.id(), orden++));
            }
        });
    }

    private byte[] trozo(UUID id, int orden) {
        return jdbc.sql("select contenido from importacion_trozo where importacion_id = :id and orden = :orden")
                .param("id", id)
                .param("orden", orden)
                .query(byte[].class)
                .single();
    }

    /** What is done in this transaction is the deed of whoever has sent the import. */
    void firmar(Pendiente importacion) {
        jdbc.sql(
                        "select set_config('crmfactura.quien', coalesce(pedida_por, ''), true) from importacion where id = :id")
                .param("id", importacion.id())
                .query(row -> {});
    }

    /** @return false if it does not stand there any more */
    boolean avanzar(Pendiente importacion, long desde, long creadas, long sinCambios, long rechazadas) {
        return jdbc.sql(AVANZAR)
                        .param("id", importacion.id())
                        .param("desde", desde)
                        .param("creadas", creadas)
                        .param("sin_cambios", sinCambios)
                        .param("rechazadas", rechazadas)
                        .update()
                == 1;
    }

    void terminar(Pendiente importacion) {
        jdbc.sql(TERMINAR)
                .param("id", importacion.id())
                .param("ahora", clock.instant().toString())
                .update();
    }

    /** After too many in a row it is given up. */
    void fallo(Pendiente importacion) {
        jdbc.sql(FALLO)
                .param("id", importacion.id())
                .param("maximo", MAXIMO_DE_FALLOS)
                .param("ahora", clock.instant().toString())
                .update();
    }

    void borrarAntiguas() {
        jdbc.sql("delete from importacion where fecha_fin < cast(:limite as timestamptz)")
                .param("limite", clock.instant().minus(GUARDADA).toString())
                .update();
    }
}
