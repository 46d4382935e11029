package es.crmfactura.crm.importacion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.web.Pagina;
import es.crmfactura.web.Upload;
import es.crmfactura.web.ficheros.Cabecera;
import es.crmfactura.web.ficheros.Columna;
import es.crmfactura.web.ficheros.Formato;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The files that have come in: taken, looked at, and let go. */
@Component
class Importaciones {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int TROZO = 256 * 1024;

    private static final String CREAR = """
            insert into importacion (id, tipo, ensayo, estado, codificacion, separador, columnas, columnas_desconocidas, trozos,
              filas, fecha_creacion)
            values (:id, :tipo, :ensayo, 'pendiente', :codificacion, :separador, :columnas, :desconocidas, 0,
              :filas, cast(:ahora as timestamptz))""";

    /** The columns are named as the components of {@link Importacion}, which is read from the JSON of a row. */
    private static final String VER = """
            select to_json(i) from (
              select id, tipo, ensayo, estado, case when filas = 0 then 100 else filas_leidas * 100 / filas end as porcentaje,
                filas, filas_leidas, creadas, sin_cambios, rechazadas, codificacion, separador, columnas, columnas_desconocidas,
                fecha_creacion, fecha_inicio, fecha_fin
              from importacion
              where %s
              order by id desc
              limit :limit offset :skip) i""";

    private static final String UNA = VER.formatted("id = :id");
    private static final String TODAS = VER.formatted("true");

    private final JdbcClient jdbc;
    private final TransactionOperations transaccion;
    private final JsonMapper json;
    private final Columnas columnas;
    private final Importador importador;
    private final Clock clock;

    Importaciones(
            JdbcClient jdbc,
            TransactionOperations transaccion,
            JsonMapper json,
            Columnas columnas,
            Importador importador,
            Clock clock) {
        this.columnas = columnas;
        this.importador = importador;
        this.jdbc = jdbc;
        this.transaccion = transaccion;
        this.json = json;
        this.clock = clock;
    }

    /** @throws FicheroIlegible or CamposInvalidos if it is clear already that nothing can come of it */
    ImportacionId recibir(Upload fichero, Tipo tipo, boolean ensayo) throws IOException {
        List<Columna> posibles = columnas.de(tipo);
        Formato formato = Formato.de(fichero, posibles);
        Cabecera cabecera = formato.cabecera(fichero, posibles);
        Columnas.comprobar(cabecera, tipo, posibles);
        long filas = formato.contar(fichero);
        var id = new ImportacionId(IDS.generate());
        transaccion.executeWithoutResult(status -> {
            jdbc.sql(CREAR)
                    .param("id", id.value())
                    .param("tipo", tipo.name())
                    .param("ensayo", ensayo)
                    .param("codificacion", formato.codificacion().name())
                    .param("separador", String.valueOf(formato.separador()))
                    .param("columnas", cabecera.nombres().toArray(String[]::new))
                    .param("desconocidas", cabecera.desconocidas().toArray(String[]::new))
                    .param("filas", filas)
                    .param("ahora", clock.instant().toString())
                    .update();
            guardar(id, fichero);
            TransactionSynchronizationManager.registerSynchronization(importador.alRecibir());
        });
        return id;
    }

    /** In pieces, so that it is never in memory as a whole. */
    private void guardar(ImportacionId id, Upload fichero) {
        try (InputStream contenido = Formato.abrir(fichero)) {
            int orden = 0;
            for (byte[] trozo = contenido.readNBytes(TROZO); trozo.length > 0; trozo = contenido.readNBytes(TROZO)) {
                jdbc.sql("insert into importacion_trozo values (:id, :orden, :contenido)")
                        .param("id", id.value())
                        .param("orden", orden++)
                        .param("contenido", trozo)
                        .update();
            }
            jdbc.sql("update importacion set trozos = :trozos where id = :id")
                    .param("trozos", orden)
                    .param("id", id.value())
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Importacion conId(ImportacionId id) {
        return jdbc.sql(UNA)
                .param("id", id.value())
                .param("limit", 1)
                .param("skip", 0)
                .query(String.class)
                .optional()
                .map(this::importacion)
                .orElseThrow(ImportacionDesconocida::new);
    }

    /** Newest first. */
    List<Importacion> lista(Pagina pagina) {
        return jdbc
                .sql(TODAS)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(this::importacion)
                .toList();
    }

    private Importacion importacion(String fila) {
        return json.readValue(fila, Importacion.class);
    }

    long total() {
        return jdbc.sql("select count(*) from importacion").query(Long.class).single();
    }

    /** What it has created stays; one that is going on goes no further. */
    @Transactional
    void eliminar(ImportacionId id) {
        if (jdbc.sql("delete from importacion where id = :id")
                        .param("id", id.value())
                        .update()
                == 0) {
            throw new ImportacionDesconocida();
        }
    }
}
