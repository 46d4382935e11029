package es.crmfactura.crm.importacion;

import es.crmfactura.crm.clientes.Alta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is noted of the rows of an import. */
@Component
class Informe {

    private static final String RECHAZAR = """
            insert into importacion_rechazada (importacion_id, linea, motivo, existente, celdas)
            select :id, r.linea, r.motivo, r.existente, cast(r.celdas as json)
            from unnest(cast(:lineas as bigint[]), cast(:motivos as text[]), cast(:existentes as uuid[]), cast(:celdas as text[]))
              as r (linea, motivo, existente, celdas)""";

    private static final String ANTERIORES = """
            select clave, huella from importacion_clave where importacion_id = :id and clave = any(:claves)""";

    private static final String RECORDAR = """
            insert into importacion_clave (importacion_id, clave, huella)
            select :id, c.clave, c.huella
            from unnest(cast(:claves as text[]), cast(:huellas as text[])) as c (clave, huella)
            on conflict do nothing""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Informe(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param existente the one that is there already */
    record Rechazada(long linea, String motivo, @Nullable UUID existente, List<String> celdas) {}

    void rechazar(UUID importacion, List<Rechazada> filas) {
        if (filas.isEmpty()) {
            return;
        }
        jdbc.sql(RECHAZAR)
                .param("id", importacion)
                .param("lineas", filas.stream().map(Rechazada::linea).toArray(Long[]::new))
                .param("motivos", filas.stream().map(Rechazada::motivo).toArray(String[]::new))
                .param("existentes", filas.stream().map(Rechazada::existente).toArray(UUID[]::new))
                .param(
                        "celdas",
                        filas.stream()
                                .map(fila -> json.writeValueAsString(fila.celdas()))
                                .toArray(String[]::new))
                .update();
    }

    /** Of an ensayo, where the rows of earlier batches can't be found among what is there. */
    List<Alta> trasLasAnteriores(UUID importacion, List<Alta> altas) {
        Map<String, String> anteriores = anteriores(importacion, altas);
        List<Alta> cotejadas =
                altas.stream().map(alta -> tras(anteriores, alta)).toList();
        recordar(importacion, cotejadas);
        return cotejadas;
    }

    private static Alta tras(Map<String, String> anteriores, Alta alta) {
        if (alta.resultado() != Alta.Resultado.CREADA) {
            return alta;
        }
        return alta.claves().stream()
                .map(anteriores::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(alta::trasOtra)
                .orElse(alta);
    }

    private Map<String, String> anteriores(UUID importacion, List<Alta> altas) {
        var huellas = new HashMap<String, String>();
        jdbc.sql(ANTERIORES)
                .param("id", importacion)
                .param(
                        "claves",
                        altas.stream().flatMap(alta -> alta.claves().stream()).toArray(String[]::new))
                .query(row -> {
                    huellas.put(row.getString("clave"), row.getString("huella"));
                });
        return huellas;
    }

    private void recordar(UUID importacion, List<Alta> altas) {
        var huellas = new HashMap<String, String>();
        altas.stream()
                .filter(alta -> alta.resultado() == Alta.Resultado.CREADA)
                .forEach(alta -> alta.claves().forEach(clave -> huellas.put(clave, alta.huella())));
        jdbc.sql(RECORDAR)
                .param("id", importacion)
                .param("claves", huellas.keySet().toArray(String[]::new))
                .param("huellas", huellas.values().toArray(String[]::new))
                .update();
    }
}
