package es.crmfactura.crm.clientes;

import es.crmfactura.crm.cifras.Cifras;
import es.crmfactura.crm.cifras.FacturasReadModel;
import es.crmfactura.crm.cifras.MejoresClientes;
import es.crmfactura.web.Pagina;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Clients with all that is answered with them, each question in one query. */
@Component
class FichaReadModel {

    /** The columns are named as the components of {@link Ficha}, which is read from the JSON of a row. */
    private static final String FICHAS = """
            select to_json(ficha) from (
              select c.id, c.nombre_completo, c.razon_social, c.tipo_cliente, c.email, c.cif_nif, c.estado, c.segmento,
                c.sector_industria, c.website, c.notas, c.credito_disponible, c.fecha_creacion, c.fecha_actualizacion, c.version,
                cifras.facturado as total_facturado, cifras.numero_facturas, cifras.promedio_venta,
                cifras.tasa_pagos_a_tiempo, cifras.pendiente as saldo_pendiente, to_json(cifras) as cifras,
                contactado.ultimo_contacto,
                cast(:hoy as date) - cast(contactado.ultimo_contacto at time zone :zona as date) as dias_desde_ultimo_contacto,
                (select coalesce(json_agg(t order by t.id), '[]')
                 from contacto t
                 where t.cliente_id = c.id) as contactos,
                (select coalesce(json_agg(r), '[]')
                 from (select a.* from actividad a
                       where a.cliente_id = c.id
                       order by a.fecha desc, a.id desc
                       limit :recientes) r) as actividades_recientes,
                (select coalesce(json_agg(a order by a.id desc), '[]')
                 from (select o.*, c.nombre_completo as cliente_nombre
                       from oportunidad o
                       where o.cliente_id = c.id and o.fecha_cierre is null) a) as oportunidades
              from cliente c
              cross join lateral (
                select max(a.fecha) as ultimo_contacto
                from actividad a
                where a.cliente_id = c.id and a.fecha <= cast(:ahora as timestamptz)) contactado
              """ + Cifras.DE_UN_CLIENTE + """

              where %s
              order by c.fecha_actualizacion desc, c.id desc
              limit :limit offset :skip) ficha""";

    private static final String FILTRO = """
            (cast(:estado as text) is null or c.estado = :estado)
            and (cast(:segmento as text) is null or c.segmento = :segmento)
            and (cast(:email as text) is null or lower(c.email) = lower(:email))
            and (cast(:cif_nif as text) is null or c.cif_nif = :cif_nif)
            and (cast(:buscar as text) is null or strpos(c.busqueda, sin_acentos(:buscar)) > 0)""";

    private static final String LISTA = FICHAS.formatted(FILTRO);
    private static final String POR_ID = FICHAS.formatted("c.id = :id");
    private static final String POR_EMAIL = FICHAS.formatted("lower(c.email) = lower(:email)");

    private final JdbcClient jdbc;
    private final MejoresClientes mejores;
    private final FacturasReadModel facturas;
    private final JsonMapper json;
    private final Clock clock;

    FichaReadModel(JdbcClient jdbc, MejoresClientes mejores, FacturasReadModel facturas, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.mejores = mejores;
        this.facturas = facturas;
        this.json = json;
        this.clock = clock;
    }

    /** Which clients are asked for; null is any. */
    record Filtro(
            DatosDeCliente.@Nullable Estado estado,
            @Nullable String segmento,
            @Nullable String buscar,
            @Nullable String email,
            @Nullable String cifNif) {

        Filtro {
            segmento = texto(segmento);
            buscar = texto(buscar);
            email = texto(email);
            cifNif = CifNif.normalized(cifNif);
        }

        private static @Nullable String texto(@Nullable String valor) {
            return valor == null || valor.isBlank() ? null : valor.strip();
        }
    }

    Ficha conId(ClienteId id) {
        return una(fichas(POR_ID, 5).param("id", id.value()));
    }

    /** All on one page, as far as it fits. */
    FichaCompleta completa(ClienteId id) {
        return new FichaCompleta(una(fichas(POR_ID, 20).param("id", id.value())), facturas.de(id.value(), 100));
    }

    Ficha conEmail(String email) {
        return una(fichas(POR_EMAIL, 5).param("email", email.strip()));
    }

    /** Newest change first. */
    List<Ficha> lista(Filtro filtro, Pagina pagina) {
        return filtrado(fichas(LISTA, 3), filtro)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(this::ficha)
                .toList();
    }

    long total(Filtro filtro) {
        return filtrado(jdbc.sql("select count(*) from cliente c where " + FILTRO), filtro)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec fichas(String sql, int recientes) {
        return jdbc.sql(sql)
                .param("hoy", LocalDate.now(clock).toString())
                .param("zona", clock.getZone().getId())
                .param("ahora", clock.instant().toString())
                .param("recientes", recientes)
                .param("umbral", mejores.umbral(), Types.NUMERIC);
    }

    private static JdbcClient.StatementSpec filtrado(JdbcClient.StatementSpec consulta, Filtro filtro) {
        return consulta.param(
                        "estado",
                        filtro.estado() == null ? null : filtro.estado().name(),
                        Types.VARCHAR)
                .param("segmento", filtro.segmento(), Types.VARCHAR)
                .param("buscar", filtro.buscar(), Types.VARCHAR)
                .param("email", filtro.email(), Types.VARCHAR)
                .param("cif_nif", filtro.cifNif(), Types.VARCHAR);
    }

    private Ficha una(JdbcClient.StatementSpec consulta) {
        Optional<String> fila =
                consulta.param("limit", 1).param("skip", 0).query(String.class).optional();
        return fila.map(this::ficha).orElseThrow(ClienteDesconocido::new);
    }

    private Ficha ficha(String fila) {
        return json.readValue(fila, Ficha.class);
    }
}
