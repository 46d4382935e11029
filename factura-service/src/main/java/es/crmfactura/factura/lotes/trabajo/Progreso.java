package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.factura.lotes.trabajo.EnCurso.Avance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far lotes have come. */
@Component
class Progreso {

    private static final Duration GUARDADO = Duration.ofDays(30);

    /**
     * Who else works on it is not waited for. Should this instance disappear without a word, its transaction ends after that
     * time, and others go on. What is done in it is the deed of whoever has sent the lote.
     */
    private static final String TOMAR = """
            select id, estado, simulacion, parcial, total, validadas, emitidas + repetidas + rechazadas as resueltas, rechazadas,
              ultima_fecha::text, ultima_fila, set_config('idle_in_transaction_session_timeout', '30s', true),
              set_config('crmfactura.quien', coalesce(pedido_por, ''), true)
            from lote where id = :id and estado in ('validando', 'emitiendo')
            for no key update skip locked""";

    private static final String VALIDADAS = "validadas = :hasta";

    private static final String EMITIDAS = """
            ultima_fila = :hasta, ultima_fecha = coalesce(
              (select fecha from lote_fila f where f.lote_id = lote.id and f.fila = :hasta), ultima_fecha)""";

    private static final String AVANZAR = """
            update lote
            set estado = :estado, %s, emitidas = emitidas + :emitidas, repetidas = repetidas + :repetidas,
              rechazadas = rechazadas + :rechazadas, avanzado_en = cast(:ahora as timestamptz),
              tramo_desde = case when estado = :estado then tramo_desde else cast(:ahora as timestamptz) end,
              tramo_hechas = case when estado = :estado then tramo_hechas else :resueltas end,
              fecha_fin = case when :acabado then cast(:ahora as timestamptz) end
            where id = :id""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Progreso(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose turn it is comes first: of several, each gets on by one step after the other. */
    List<UUID> pendientes() {
        return jdbc.sql("select id from lote where estado in ('validando', 'emitiendo') order by avanzado_en, id")
                .query(UUID.class)
                .list();
    }

    /** Keeps it until the transaction ends. Empty if it is not to be gone on with, or somebody else does. */
    Optional<EnCurso> tomar(UUID id) {
        return jdbc.sql(TOMAR)
                .param("id", id)
                .query((row, number) -> new EnCurso(
                        id,
                        Estado.valueOf(row.getString("estado")),
                        row.getBoolean("simulacion"),
                        row.getBoolean("parcial"),
                        row.getInt("total"),
                        row.getInt("validadas"),
                        row.getInt("resueltas"),
                        row.getInt("rechazadas"),
                        row.getString("ultima_fecha"),
                        row.getInt("ultima_fila")))
                .optional();
    }

    void avanzar(EnCurso lote, Avance avance) {
        Estado estado = lote.tras(avance);
        jdbc.sql(AVANZAR.formatted(lote.estado() == Estado.validando ? VALIDADAS : EMITIDAS))
                .param("id", lote.id())
                .param("estado", estado.name())
                .param("acabado", estado.acabado())
                .param("hasta", avance.hasta())
                .param("emitidas", avance.emitidas())
                .param("repetidas", avance.repetidas())
                .param("rechazadas", avance.rechazadas())
                .param("resueltas", lote.resueltas() + avance.resueltas())
                .param("ahora", clock.instant().toString())
                .update();
    }

    /** Until somebody has seen to what is wrong with us. */
    void pausar(UUID id, String motivo) {
        jdbc.sql("update lote set estado = 'pausado', motivo = :motivo where id = :id and fecha_fin is null")
                .param("id", id)
                .param("motivo", motivo)
                .update();
    }

    void borrarAntiguos() {
        jdbc.sql("delete from lote where fecha_fin < cast(:limite as timestamptz)")
                .param("limite", clock.instant().minus(GUARDADO).toString())
                .update();
    }
}
