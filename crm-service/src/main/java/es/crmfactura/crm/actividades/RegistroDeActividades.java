package es.crmfactura.crm.actividades;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The actividades that billing's events bring. */
public final class RegistroDeActividades {

    private static final String REGISTRAR = """
            insert into %s (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen,
              factura_numero, importe, fecha_creacion)
            select evento_id, cliente_id, tipo, titulo, descripcion, fecha, true, 'evento',
              factura_numero, importe, cast(:ahora as timestamptz)
            from unnest(cast(:eventos as uuid[]), cast(:clientes as uuid[]), cast(:tipos as text[]), cast(:titulos as text[]),
                cast(:descripciones as text[]), cast(:fechas as timestamptz[]),
                cast(:numeros as text[]), cast(:importes as numeric[]))
              as nueva (evento_id, cliente_id, tipo, titulo, descripcion, fecha, factura_numero, importe)""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String registrar;

    /** @param tabla in which they are written, such as {@code actividad} */
    public RegistroDeActividades(JdbcClient jdbc, Clock clock, String tabla) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.registrar = REGISTRAR.formatted(tabla);
    }

    /** All in one statement, of clients that exist. */
    public void registrar(List<ActividadDeEvento> nuevas) {
        jdbc.sql(registrar)
                .param(
                        "eventos",
                        nuevas.stream().map(ActividadDeEvento::eventoId).toArray(UUID[]::new))
                .param(
                        "clientes",
                        nuevas.stream().map(ActividadDeEvento::clienteId).toArray(UUID[]::new))
                .param("tipos", textos(nuevas, ActividadDeEvento::tipo))
                .param("titulos", textos(nuevas, ActividadDeEvento::titulo))
                .param("descripciones", textos(nuevas, ActividadDeEvento::descripcion))
                .param("fechas", textos(nuevas, ActividadDeEvento::fecha))
                .param("numeros", textos(nuevas, ActividadDeEvento::facturaNumero))
                .param("importes", textos(nuevas, nueva -> nueva.importe().toPlainString()))
                .param("ahora", clock.instant().toString())
                .update();
    }

    private static String[] textos(List<ActividadDeEvento> nuevas, Function<ActividadDeEvento, Object> columna) {
        return nuevas.stream().map(columna).map(Object::toString).toArray(String[]::new);
    }
}
