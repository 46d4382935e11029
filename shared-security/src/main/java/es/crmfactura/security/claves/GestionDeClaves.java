package es.crmfactura.security.claves;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.security.Identidad;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes, rotates and revokes keys. */
class GestionDeClaves {

    private static final String INSERT = """
            insert into clave (id, nombre, pista, huella, rol, ambitos, por_segundo, creada_en, creada_por, caduca_en)
            values (:id, :nombre, :pista, :huella, :rol, :ambitos, :porSegundo, :ahora, :creadaPor, :caduca)""";

    private static final String ROTATE = """
            update clave set pista = :pista, huella_anterior = huella, anterior_hasta = :hasta, huella = :huella where id = :id""";

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final JdbcClient jdbc;
    private final ClavesReadModel claves;
    private final ClavesVigentes vigentes;
    private final Clock clock;

    GestionDeClaves(JdbcClient jdbc, ClavesReadModel claves, ClavesVigentes vigentes, Clock clock) {
        this.jdbc = jdbc;
        this.claves = claves;
        this.vigentes = vigentes;
        this.clock = clock;
    }

    @Transactional
    Clave.ConSecreta crear(NuevaClave nueva) {
        UUID id = ids.generate();
        Secreta secreta = Secreta.nueva();
        Instant ahora = clock.instant();
        jdbc.sql(INSERT)
                .param("id", id)
                .param("nombre", nueva.nombre())
                .param("pista", secreta.pista())
                .param("huella", secreta.huella())
                .param("rol", Objects.requireNonNull(nueva.rol()).name())
                .param(
                        "ambitos",
                        Objects.requireNonNullElse(nueva.ambitos(), List.of()).toArray(String[]::new))
                .param("porSegundo", nueva.porSegundo(), Types.INTEGER)
                .param("ahora", at(ahora))
                .param("creadaPor", Identidad.actual().map(Identidad::nombre).orElseThrow())
                .param("caduca", at(nueva.caduca(ahora)))
                .update();
        valeDesdeElCommit();
        return new Clave.ConSecreta(claves.conId(id), secreta.texto());
    }

    /**
     * @param gracia how long the key before stays valid too
     * @throws ClaveRevocada if it is not valid itself
     */
    @Transactional
    Clave.ConSecreta rotar(UUID id, Duration gracia) {
        Clave antes = claves.bloqueada(id);
        Instant ahora = clock.instant();
        if (antes.revocadaEn() != null || !antes.caducaEn().isAfter(ahora)) {
            throw new ClaveRevocada();
        }
        Secreta secreta = Secreta.nueva();
        jdbc.sql(ROTATE)
                .param("id", id)
                .param("pista", secreta.pista())
                .param("huella", secreta.huella())
                .param("hasta", at(ahora.plus(gracia)))
                .update();
        valeDesdeElCommit();
        return new Clave.ConSecreta(claves.conId(id), secreta.texto());
    }

    /** Safe to repeat. */
    @Transactional
    void revocar(UUID id) {
        claves.bloqueada(id);
        jdbc.sql("update clave set revocada_en = coalesce(revocada_en, :ahora) where id = :id")
                .param("id", id)
                .param("ahora", at(clock.instant()))
                .update();
        valeDesdeElCommit();
    }

    private void valeDesdeElCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                vigentes.olvidar();
            }
        });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
