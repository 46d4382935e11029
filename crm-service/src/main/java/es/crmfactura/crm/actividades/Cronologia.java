package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import io.swagger.v3.oas.annotations.Parameter;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What has happened with a client, the latest first. */
@Component
class Cronologia {

    /** A client without such actividades gives one row with null, an unknown one none. */
    private static final String DE_UN_CLIENTE = """
            select to_json(a)
            from cliente c
            left join lateral (
              select * from actividad
              where cliente_id = c.id
                and (cast(:tipos as text[]) is null or tipo = any (cast(:tipos as text[])))
                and (cast(:origen as text) is null or origen = :origen)
                and (cast(:completada as boolean) is null or completada = :completada)
                and fecha >= coalesce(cast(:desde as date)::timestamp at time zone :zona, '-infinity')
                and fecha < coalesce(cast(:hasta as date)::timestamp at time zone :zona + interval '1 day', 'infinity')
                and (cast(:texto as text) is null or
                  strpos(sin_acentos(concat_ws(e'\\n', titulo, descripcion, notas)), sin_acentos(:texto)) > 0)
                and (cast(:antes_de as timestamptz) is null or (fecha, id) < (cast(:antes_de as timestamptz), :antes_de_id))
              order by fecha desc, id desc
              limit :limit offset :skip) a on true
            where c.id = :cliente
            order by a.fecha desc, a.id desc""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Cronologia(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Which actividades are asked for; null is any. */
    record Filtro(
            @Parameter(description = "Solo las de estos tipos", example = "llamada") @Nullable
            List<Actividad.Tipo> tipo,

            @Parameter(description = "manual, o evento si las dio a conocer la facturación")
            Actividad.@Nullable Origen origen,

            @Parameter(description = "Solo las hechas, o solo las pendientes") @Nullable
            Boolean completada,

            @Parameter(description = "Desde este día, en Madrid", example = "2026-11-01") @Nullable
            LocalDate desde,

            @Parameter(description = "Hasta este día incluido, en Madrid", example = "2026-11-30") @Nullable
            LocalDate hasta,

            @Parameter(description = "En título, descripción y notas, sin acentos ni mayúsculas", example = "reunion")
            @Nullable
            String texto) {

        @Nullable
        String textoBuscado() {
            return texto == null || texto.isBlank() ? null : texto.strip();
        }

        String @Nullable [] tipos() {
            // an empty one comes as null
            List<Actividad.Tipo> dados = tipo == null
                    ? List.of()
                    : tipo.stream().filter(Objects::nonNull).toList();
            return dados.isEmpty() ? null : dados.stream().map(Enum::name).toArray(String[]::new);
        }
    }

    /** @param siguiente where the next page begins; empty after the last one */
    record Pagina(List<Actividad> actividades, Optional<Marca> siguiente) {}

    /**
     * @param desde null from the latest on
     * @throws ClienteDesconocido if there is no such client
     */
    Pagina de(ClienteId cliente, Filtro filtro, @Nullable Marca desde, int skip, int limit) {
        List<String> filas = conFiltro(jdbc.sql(DE_UN_CLIENTE), filtro)
                .param("cliente", cliente.value())
                .param("antes_de", desde == null ? null : desde.fecha().toString(), Types.VARCHAR)
                .param("antes_de_id", desde == null ? null : desde.id(), Types.OTHER)
                // one more, which tells whether there is a next page
                .param("limit", limit + 1)
                .param("skip", skip)
                .query(String.class)
                .list();
        if (filas.isEmpty()) {
            throw new ClienteDesconocido();
        }
        List<Actividad> actividades = filas.stream()
                .filter(Objects::nonNull)
                .map(fila -> json.readValue(fila, Actividad.class))
                .toList();
        return actividades.size() <= limit
                ? new Pagina(actividades, Optional.empty())
                : new Pagina(actividades.subList(0, limit), Optional.of(Marca.tras(actividades.get(limit - 1))));
    }

    private JdbcClient.StatementSpec conFiltro(JdbcClient.StatementSpec consulta, Filtro filtro) {
        return consulta.param("tipos", filtro.tipos(), Types.ARRAY)
                .param("origen", nombre(filtro.origen()), Types.VARCHAR)
                .param("completada", filtro.completada(), Types.BOOLEAN)
                .param("desde", nombre(filtro.desde()), Types.VARCHAR)
                .param("hasta", nombre(filtro.hasta()), Types.VARCHAR)
                .param("zona", clock.getZone().getId())
                .param("texto", filtro.textoBuscado(), Types.VARCHAR);
    }

    private static @Nullable String nombre(@Nullable Object valor) {
        return valor == null ? null : valor.toString();
    }
}
