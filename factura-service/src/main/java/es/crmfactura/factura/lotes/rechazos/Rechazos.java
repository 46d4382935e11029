package es.crmfactura.factura.lotes.rechazos;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The report of refused rows. */
@Component
public class Rechazos {

    private static final String ANOTAR = """
            insert into lote_rechazada (lote_id, fila, codigo, detalle, errores, factura_id)
            select :lote, r.fila, r.codigo, r.detalle, cast(r.errores as json), r.factura_id
            from unnest(cast(:filas as int[]), cast(:codigos as text[]), cast(:detalles as text[]), cast(:errores as text[]),
              cast(:facturas as uuid[])) as r (fila, codigo, detalle, errores, factura_id)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Rechazos(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void anotar(UUID lote, List<Rechazo> rechazos) {
        if (rechazos.isEmpty()) {
            return;
        }
        jdbc.sql(ANOTAR)
                .param("lote", lote)
                .param("filas", rechazos.stream().map(Rechazo::fila).toArray(Integer[]::new))
                .param("codigos", rechazos.stream().map(Rechazo::codigo).toArray(String[]::new))
                .param("detalles", rechazos.stream().map(Rechazo::detalle).toArray(String[]::new))
                .param(
                        "errores",
                        rechazos.stream()
                                .map(rechazo -> json.writeValueAsString(rechazo.errores()))
                                .toArray(String[]::new))
                .param("facturas", rechazos.stream().map(Rechazo::factura).toArray(UUID[]::new))
                .update();
    }
}
