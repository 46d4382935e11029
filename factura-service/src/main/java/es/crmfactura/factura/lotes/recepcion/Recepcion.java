package es.crmfactura.factura.lotes.recepcion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.lotes.trabajo.Trabajo;
import es.crmfactura.web.Upload;
import es.crmfactura.web.ficheros.FicheroIlegible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes lotes in: as a whole, or not at all. What is in them is checked later. */
@Service
public class Recepcion {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String ABRIR = """
            insert into lote (id, formato, simulacion, parcial, huella, estado, tramo_desde, fecha_creacion, avanzado_en)
            select :id, :formato, :simulacion, :parcial, :huella, 'validando', ahora, ahora, ahora
            from (select cast(:ahora as timestamptz) as ahora) reloj
            on conflict do nothing""";

    private static final String CERRAR = """
            update lote
            set columnas_desconocidas = :desconocidas,
              total = (select count(*) from lote_fila where lote_id = :id),
              rechazadas = (select count(*) from lote_rechazada where lote_id = :id)
            where id = :id
            returning total""";

    private static final String EL_MISMO =
            "select id from lote where huella = :huella and (fecha_fin is null or emitidas > 0)";

    private final JdbcClient jdbc;
    private final FilasRecibidas filas;
    private final EmisionDeFacturas emision;
    private final Trabajo trabajo;
    private final TransactionOperations transaccion;
    private final Clock clock;

    Recepcion(
            JdbcClient jdbc,
            FilasRecibidas filas,
            EmisionDeFacturas emision,
            Trabajo trabajo,
            TransactionOperations transaccion,
            Clock clock) {
        this.jdbc = jdbc;
        this.filas = filas;
        this.emision = emision;
        this.trabajo = trabajo;
        this.transaccion = transaccion;
        this.clock = clock;
    }

    /** How a file is written; spelled as the API and the database spell it. */
    public enum Escritura {
        json,
        csv
    }

    /**
     * @param simular only say what would become of it
     * @param parcial issue what can be issued also where some can't
     * @param repetir also if the same file has been issued before
     */
    public record Encargo(Escritura escritura, boolean simular, boolean parcial, boolean repetir) {}

    /**
     * @return the id of the lote
     * @throws FicheroIlegible if it can't be told where its invoices begin and end
     * @throws FicheroRepetidoException if it has come before
     * @throws LoteVacioException if there is no invoice in it
     */
    public UUID recibir(Upload fichero, Encargo encargo) throws IOException {
        emision.comprobarQueHayEmisor();
        byte[] huella = encargo.simular() || encargo.repetir() ? null : huella(fichero);
        UUID id = IDS.generate();
        transaccion.executeWithoutResult(tx -> {
            abrir(id, encargo, huella);
            cerrar(id, guardar(id, fichero, encargo.escritura()));
            TransactionSynchronizationManager.registerSynchronization(trabajo.alHaberMas());
        });
        return id;
    }

    private void abrir(UUID id, Encargo encargo, byte @Nullable [] huella) {
        int nuevo = jdbc.sql(ABRIR)
                .param("id", id)
                .param("formato", encargo.escritura().name())
                .param("simulacion", encargo.simular())
                .param("parcial", encargo.parcial())
                .param("huella", huella, Types.BINARY)
                .param("ahora", clock.instant().toString())
                .update();
        if (nuevo == 0) {
            throw new FicheroRepetidoException(jdbc.sql(EL_MISMO)
                    .param("huella", Objects.requireNonNull(huella))
                    .query(UUID.class)
                    .single());
        }
    }

    /** @return the columns that nothing is taken from */
    private List<String> guardar(UUID id, Upload fichero, Escritura escritura) {
        var lote = filas.de(id);
        try {
            List<String> desconocidas =
                    escritura == Escritura.csv ? FilasCsv.leer(fichero, lote) : FilasJson.leer(fichero, lote);
            lote.guardar();
            return desconocidas;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cerrar(UUID id, List<String> desconocidas) {
        int total = jdbc.sql(CERRAR)
                .param("id", id)
                .param("desconocidas", desconocidas.toArray(String[]::new))
                .query(Integer.class)
                .single();
        if (total == 0) {
            throw new LoteVacioException();
        }
    }

    private static byte[] huella(Upload fichero) throws IOException {
        try (InputStream contenido = new DigestInputStream(fichero.open(), MessageDigest.getInstance("SHA-256"))) {
            contenido.transferTo(OutputStream.nullOutputStream());
            return ((DigestInputStream) contenido).getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
