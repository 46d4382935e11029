package es.crmfactura.factura.lotes;

import es.crmfactura.factura.lotes.trabajo.Estado;
import es.crmfactura.factura.lotes.trabajo.Trabajo;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stops lotes and goes on with them. A step that is under way comes to its end first: once this has been answered, no more is
 * issued. What is as it should be already stays so.
 */
@Service
class ControlDeLotes {

    private static final String PAUSAR = """
            update lote set estado = 'pausado', motivo = null where id = :id and estado in ('validando', 'emitiendo')""";

    private static final String REANUDAR = """
            update lote
            set estado = case when validadas < total then 'validando' else 'emitiendo' end, motivo = null,
              tramo_desde = cast(:ahora as timestamptz), tramo_hechas = hechas, avanzado_en = cast(:ahora as timestamptz)
            where id = :id and estado = 'pausado'""";

    private static final String CANCELAR = """
            update lote set estado = 'cancelado', motivo = null, fecha_fin = cast(:ahora as timestamptz)
            where id = :id and fecha_fin is null""";

    private final JdbcClient jdbc;
    private final Trabajo trabajo;
    private final Clock clock;

    ControlDeLotes(JdbcClient jdbc, Trabajo trabajo, Clock clock) {
        this.jdbc = jdbc;
        this.trabajo = trabajo;
        this.clock = clock;
    }

    /**
     * @throws LoteDesconocido if there is none
     * @throws LoteAcabadoException if nothing is going on any more
     */
    @Transactional
    public void pausar(UUID id) {
        jdbc.sql(PAUSAR).param("id", id).update();
        comprobarQueSigue(id);
    }

    /**
     * @throws LoteDesconocido if there is none
     * @throws LoteAcabadoException if there is nothing to go on with
     */
    @Transactional
    public void reanudar(UUID id) {
        jdbc.sql(REANUDAR)
                .param("id", id)
                .param("ahora", clock.instant().toString())
                .update();
        comprobarQueSigue(id);
        TransactionSynchronizationManager.registerSynchronization(trabajo.alHaberMas());
    }

    /**
     * What has been issued stays.
     *
     * @throws LoteDesconocido if there is none
     * @throws LoteAcabadoException if it has come to another end
     */
    @Transactional
    public void cancelar(UUID id) {
        jdbc.sql(CANCELAR)
                .param("id", id)
                .param("ahora", clock.instant().toString())
                .update();
        if (estado(id) != Estado.cancelado) {
            throw new LoteAcabadoException(estado(id));
        }
    }

    private void comprobarQueSigue(UUID id) {
        if (estado(id).acabado()) {
            throw new LoteAcabadoException(estado(id));
        }
    }

    private Estado estado(UUID id) {
        return jdbc.sql("select estado from lote where id = :id")
                .param("id", id)
                .query((row, number) -> Estado.valueOf(row.getString("estado")))
                .optional()
                .orElseThrow(LoteDesconocido::new);
    }
}
