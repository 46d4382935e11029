package es.crmfactura.factura.lotes.trabajo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rows have become, and what was issued with their references before. */
@Component
class Emitidas {

    private static final String YA_EMITIDAS = """
            select r.referencia, r.huella, f.id, f.numero from factura_referencia r join factura f on f.id = r.factura_id
            where r.referencia = any(:referencias)""";

    private static final String ANOTAR = """
            insert into lote_factura (lote_id, fila, factura_id, repetida)
            select :lote, e.fila, e.factura_id, e.repetida
            from unnest(cast(:filas as int[]), cast(:facturas as uuid[]), cast(:repetidas as boolean[]))
              as e (fila, factura_id, repetida)""";

    private static final String RECORDAR = """
            insert into factura_referencia (referencia, factura_id, huella)
            select r.referencia, r.factura_id, decode(r.huella, 'hex')
            from unnest(cast(:referencias as text[]), cast(:facturas as uuid[]), cast(:huellas as text[]))
              as r (referencia, factura_id, huella)""";

    private final JdbcClient jdbc;

    Emitidas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An invoice that has been issued with a reference. */
    record YaEmitida(UUID id, String numero, byte[] huella) {

        boolean esDe(Fila fila) {
            return Arrays.equals(huella, fila.huella());
        }
    }

    /** By their references. */
    Map<String, YaEmitida> conReferencia(List<Fila> filas) {
        Map<String, YaEmitida> emitidas = new HashMap<>();
        String[] referencias = Filas.referencias(filas);
        if (referencias.length > 0) {
            jdbc.sql(YA_EMITIDAS).param("referencias", referencias).query(row -> {
                emitidas.put(
                        row.getString("referencia"),
                        new YaEmitida(
                                row.getObject("id", UUID.class), row.getString("numero"), row.getBytes("huella")));
            });
        }
        return emitidas;
    }

    /** @param repetida issued before, from another lote */
    record Emitida(Fila fila, UUID factura, boolean repetida) {}

    void anotar(UUID lote, List<Emitida> emitidas) {
        if (!emitidas.isEmpty()) {
            jdbc.sql(ANOTAR)
                    .param("lote", lote)
                    .param(
                            "filas",
                            emitidas.stream().map(una -> una.fila().numero()).toArray(Integer[]::new))
                    .param("facturas", emitidas.stream().map(Emitida::factura).toArray(UUID[]::new))
                    .param("repetidas", emitidas.stream().map(Emitida::repetida).toArray(Boolean[]::new))
                    .update();
            recordar(emitidas.stream()
                    .filter(una -> !una.repetida() && una.fila().referencia() != null)
                    .toList());
        }
    }

    private void recordar(List<Emitida> nuevas) {
        if (!nuevas.isEmpty()) {
            jdbc.sql(RECORDAR)
                    .param(
                            "referencias",
                            nuevas.stream().map(una -> una.fila().referencia()).toArray(String[]::new))
                    .param("facturas", nuevas.stream().map(Emitida::factura).toArray(UUID[]::new))
                    .param(
                            "huellas",
                            nuevas.stream()
                                    .map(una ->
                                            HexFormat.of().formatHex(una.fila().huella()))
                                    .toArray(String[]::new))
                    .update();
        }
    }
}
