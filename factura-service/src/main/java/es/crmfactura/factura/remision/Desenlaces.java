package es.crmfactura.factura.remision;

import es.crmfactura.factura.remision.Respuesta.Linea;
import es.crmfactura.factura.verifactu.Encadenado;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What became of the records that were sent, noted by who had the turn to send them. Not if it was over: then others have sent them
 * again, and are told the same.
 */
@Component
class Desenlaces {

    private static final String RESPONDIDOS = """
            update verifactu_envio e
            set estado = r.estado, respondido_en = :ahora, codigo_error = r.codigo, descripcion_error = r.descripcion,
              csv = case when r.duplicado then null else :csv end, duplicado = r.duplicado
            from unnest(:ids, :estados, :codigos::int[], :descripciones, :duplicados::boolean[])
              as r (id, estado, codigo, descripcion, duplicado)
            where e.registro = r.id and e.respondido_en is null""";

    /** Up to the first record that is not answered. */
    private static final String AVANZAR = """
            update verifactu_remision m set hasta = coalesce((
              select min(r.posicion) - 1 from verifactu_registro r left join verifactu_envio e on e.registro = r.id
              where r.cadena = m.cadena and r.posicion > m.hasta and r.posicion <= :ultima and e.respondido_en is null), :ultima)
            where cadena = :cadena""";

    private static final String TERMINAR = """
            update verifactu_remision
            set turno = null, turno_hasta = null, proxima = :proxima, fallos = :fallos, ultimo_error = :error,
              ultimo_error_en = case when :error::text is null then null else :ahora::timestamptz end
            where cadena = :cadena and turno = :turno""";

    private final JdbcClient jdbc;
    private final RemisionProperties settings;
    private final Clock clock;

    Desenlaces(JdbcClient jdbc, RemisionProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Notes what the agency has answered; what it says nothing of is sent again. */
    @Transactional
    void responder(Lote lote, Respuesta respuesta) {
        Map<Long, Linea> lineas = respuesta.porRegistro(lote.registros());
        int faltan = lote.registros().size() - lineas.size();
        String error = faltan == 0 ? null : "La respuesta no dice nada de %d registros.".formatted(faltan);
        Duration espera = respuesta.espera() == null ? settings.espera() : respuesta.espera();
        if (terminar(lote, espera, faltan == 0 ? 0 : 1, error)) {
            anotar(lote, lineas, respuesta.csv());
        }
    }

    /** Notes that the message was not answered as it should be. */
    @Transactional
    void fallar(Lote lote, RemisionFallidaException fallo) {
        int fallos = jdbc.sql("select fallos from verifactu_remision where cadena = ?")
                .param(lote.cadena())
                .query(Integer.class)
                .single();
        if (!fallo.esPorUnRegistro()) {
            reintentar(lote, fallo, fallos + 1);
        } else if (lote.registros().size() > 1) {
            partir(lote, fallo, Math.max(fallos, 1));
        } else {
            apartar(lote, fallo, fallos + 1);
        }
    }

    /** What the agency certainly did not take waits as before. */
    private void reintentar(Lote lote, RemisionFallidaException fallo, int fallos) {
        if (terminar(lote, settings.esperaTras(fallos), fallos, fallo.motivo()) && fallo.nadaLlego()) {
            devolver(lote);
        }
    }

    /** The next message is shorter, until the record at fault is alone. */
    private void partir(Lote lote, RemisionFallidaException fallo, int fallos) {
        if (terminar(lote, settings.espera(), fallos, fallo.motivo())) {
            devolver(lote);
            sospechar(lote, lote.ultimaPosicion());
        }
    }

    /**
     * The record at fault is refused, so that the others go on. Each time the next message waits longer, until something is taken
     * again: the fault may be in all that we send, and then few are refused before somebody looks.
     */
    private void apartar(Lote lote, RemisionFallidaException fallo, int fallos) {
        if (terminar(lote, settings.esperaTras(fallos), fallos, fallo.motivo())) {
            Encadenado culpable = lote.registros().get(0);
            anotar(lote, Map.of(culpable.id(), Linea.rechazada(culpable, fallo)), null);
            sospechar(lote, 0);
        }
    }

    private void sospechar(Lote lote, long posicion) {
        jdbc.sql("update verifactu_remision set sospecha = ? where cadena = ?")
                .params(posicion, lote.cadena())
                .update();
    }

    /** @return whether it still was its turn */
    private boolean terminar(Lote lote, Duration espera, int fallos, @Nullable String error) {
        Instant ahora = clock.instant();
        return jdbc.sql(TERMINAR)
                        .param("proxima", utc(ahora.plus(espera)))
                        .param("fallos", fallos)
                        .param("error", error)
                        .param("ahora", utc(ahora))
                        .param("cadena", lote.cadena())
                        .param("turno", lote.turno())
                        .update()
                == 1;
    }

    private void devolver(Lote lote) {
        jdbc.sql("update verifactu_envio set estado = 'pendiente' where registro = any(:ids) and respondido_en is null")
                .param("ids", lote.nuevos().toArray(Long[]::new))
                .update();
    }

    private void anotar(Lote lote, Map<Long, Linea> lineas, @Nullable String csv) {
        List<Map.Entry<Long, Linea>> todas = List.copyOf(lineas.entrySet());
        jdbc.sql(RESPONDIDOS)
                .param("ahora", utc(clock.instant()))
                .param("csv", csv)
                .param("ids", todas.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param("estados", columna(todas, linea -> linea.desenlace().name()))
                .param("codigos", columna(todas, Linea::codigo))
                .param("descripciones", columna(todas, Linea::descripcion))
                .param("duplicados", columna(todas, Linea::yaLoTenia))
                .update();
        jdbc.sql(AVANZAR)
                .param("cadena", lote.cadena())
                .param("ultima", lote.ultimaPosicion())
                .update();
    }

    private static String[] columna(List<Map.Entry<Long, Linea>> lineas, Function<Linea, @Nullable Object> valor) {
        return lineas.stream()
                .map(entry -> valor.apply(entry.getValue()))
                .map(v -> v == null ? null : v.toString())
                .toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant momento) {
        return momento.atOffset(ZoneOffset.UTC);
    }
}
