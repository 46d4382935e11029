package es.crmfactura.crm.clientes;

import es.crmfactura.crm.busqueda.Busqueda;
import es.crmfactura.crm.busqueda.Condicion;
import es.crmfactura.crm.busqueda.Hallazgos;
import es.crmfactura.crm.campos.CondicionDeCampo;
import es.crmfactura.crm.cifras.Cifras;
import es.crmfactura.crm.cifras.FacturasReadModel;
import es.crmfactura.crm.cifras.MejoresClientes;
import es.crmfactura.web.Pagina;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Clients with all that is answered with them: first who it is, then all about them in one query. */
@Component
class FichaReadModel {

    /** The columns are named as the components of {@link Ficha}, which is read from the JSON of a row. */
    private static final String FICHAS = """
            select to_json(ficha) from (
              select c.id, c.nombre_completo, c.razon_social, c.tipo_cliente, c.email, c.cif_nif, c.estado, c.segmento,
                c.sector_industria, c.website, c.notas, c.credito_disponible, c.campos, c.fecha_creacion, c.fecha_actualizacion, c.version,
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
              from unnest(:ids) with ordinality as pedido (id, orden)
              join cliente c on c.id = pedido.id
              cross join lateral (
                select max(a.fecha) as ultimo_contacto
                from actividad a
                where a.cliente_id = c.id and a.fecha <= cast(:ahora as timestamptz)) contactado
              """ + Cifras.DE_UN_CLIENTE + """

              order by pedido.orden) ficha""";

    private final JdbcClient jdbc;
    private final Busqueda busqueda;
    private final MejoresClientes mejores;
    private final FacturasReadModel facturas;
    private final JsonMapper json;
    private final Clock clock;

    FichaReadModel(
            JdbcClient jdbc,
            Busqueda busqueda,
            MejoresClientes mejores,
            FacturasReadModel facturas,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.busqueda = busqueda;
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
            @Nullable String cifNif,
            List<CondicionDeCampo> propios) {

        Filtro {
            segmento = texto(segmento);
            buscar = texto(buscar);
            email = texto(email);
            cifNif = CifNif.normalized(cifNif);
        }

        Condicion condicion() {
            var condicion = new Condicion()
                    .y("c.estado = :estado", "estado", estado == null ? null : estado.name())
                    .y("c.segmento = :segmento", "segmento", segmento)
                    .y("lower(c.email) = lower(:email)", "email", email)
                    .y("c.cif_nif = :cif_nif", "cif_nif", cifNif);
            propios.forEach(propio -> condicion.y(propio.sql(), propio.parametro(), propio.valor()));
            return condicion;
        }

        private static @Nullable String texto(@Nullable String valor) {
            return valor == null || valor.isBlank() ? null : valor.strip();
        }
    }

    Ficha conId(ClienteId id) {
        return una(fichas(List.of(id.value()), 5));
    }

    /** All on one page, as far as it fits. */
    FichaCompleta completa(ClienteId id) {
        return new FichaCompleta(una(fichas(List.of(id.value()), 20)), facturas.de(id.value(), 100));
    }

    Ficha conEmail(String email) {
        List<UUID> id = jdbc.sql("select id from cliente where lower(email) = lower(:email)")
                .param("email", email.strip())
                .query(UUID.class)
                .list();
        return una(fichas(id, 5));
    }

    /** Those who match best first, if something is looked for, else newest change first. */
    Lista lista(Filtro filtro, Pagina pagina) {
        Condicion condicion = filtro.condicion();
        if (filtro.buscar() == null) {
            return new Lista(fichas(ids(condicion, pagina), 3), total(condicion), true);
        }
        Hallazgos hallazgos = busqueda.buscar(filtro.buscar(), condicion);
        List<UUID> ids = hallazgos.clientes().stream()
                .skip(pagina.skip())
                .limit(pagina.limit())
                .toList();
        return new Lista(fichas(ids, 3), hallazgos.clientes().size(), hallazgos.completos());
    }

    /** @param totalExacto false if there are more than {@code total} */
    record Lista(List<Ficha> clientes, long total, boolean totalExacto) {}

    private List<UUID> ids(Condicion condicion, Pagina pagina) {
        return jdbc.sql("select c.id from cliente c where " + condicion.sql()
                        + " order by c.fecha_actualizacion desc, c.id desc limit :limit offset :skip")
                .params(condicion.parametros())
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(UUID.class)
                .list();
    }

    private long total(Condicion condicion) {
        return jdbc.sql("select count(*) from cliente c where " + condicion.sql())
                .params(condicion.parametros())
                .query(Long.class)
                .single();
    }

    private List<Ficha> fichas(List<UUID> ids, int recientes) {
        return jdbc
                .sql(FICHAS)
                .param("ids", ids.toArray(UUID[]::new))
                .param("hoy", LocalDate.now(clock).toString())
                .param("zona", clock.getZone().getId())
                .param("ahora", clock.instant().toString())
                .param("recientes", recientes)
                .param("umbral", mejores.umbral(), Types.NUMERIC)
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, Ficha.class))
                .toList();
    }

    private static Ficha una(List<Ficha> fichas) {
        return fichas.stream().findFirst().orElseThrow(ClienteDesconocido::new);
    }
}
