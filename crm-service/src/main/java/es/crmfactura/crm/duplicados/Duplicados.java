package es.crmfactura.crm.duplicados;

import es.crmfactura.web.Pagina;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two are alike if their tax ids differ only in how they are written, or if they share a phone number and their names
 * resemble each other. The same tax id or e-mail, letter by letter, can't be there twice.
 */
@Component
public class Duplicados {

    /** Of their trigrams; a missing company form or a shortened first name leaves more in common. */
    private static final double PARECIDO = 0.4;

    private static final String PARECIDOS = """
            select to_json(p)
            from (
              select c.id, c.nombre_completo, c.email, c.cif_nif, 'cif_nif' as motivo
              from cliente c
              where identidad_fiscal(c.cif_nif) = identidad_fiscal(:cif_nif)
              union all
              select c.id, c.nombre_completo, c.email, c.cif_nif, 'telefono' as motivo
              from cliente c
              where c.id in (
                  select t.cliente_id
                  from contacto t
                  where t.tipo in ('telefono', 'movil')
                    and telefono_comparable(t.valor) in (select telefono_comparable(v) from unnest(:telefonos) v))
                and similarity(sin_acentos(c.nombre_completo), sin_acentos(:nombre)) >= :parecido
              limit 10) p""";

    /** First what is there twice, which the indexes tell; of a million clients it is little. */
    private static final String LISTA = """
            with identidad as materialized (
              select id, identidad_fiscal(cif_nif) as identidad
              from cliente
              where identidad_fiscal(cif_nif) = any (array(
                select identidad_fiscal(cif_nif) from cliente where cif_nif is not null group by 1 having count(*) > 1))),
            telefono as materialized (
              select t.cliente_id as id, c.nombre_completo, telefono_comparable(t.valor) as telefono
              from contacto t
              join cliente c on c.id = t.cliente_id
              where t.tipo in ('telefono', 'movil') and telefono_comparable(t.valor) = any (array(
                select telefono_comparable(valor) from contacto where tipo in ('telefono', 'movil')
                group by 1 having count(*) > 1))),
            par as materialized (
              select a.id as uno, b.id as otro, 'cif_nif' as motivo
              from identidad a join identidad b on b.identidad = a.identidad and b.id > a.id
              union
              select a.id, b.id, 'telefono'
              from telefono a join telefono b on b.telefono = a.telefono and b.id > a.id
              where similarity(sin_acentos(a.nombre_completo), sin_acentos(b.nombre_completo)) >= :parecido),
            pagina as (
              select * from par order by uno, otro, motivo limit :limit offset :skip)
            select json_build_object('total', (select count(*) from par), 'duplicados', (
              select coalesce(json_agg(json_build_object('motivo', p.motivo, 'clientes', (
                  select json_agg(json_build_object('id', c.id, 'nombre_completo', c.nombre_completo, 'email', c.email,
                    'cif_nif', c.cif_nif, 'motivo', p.motivo) order by c.id)
                  from cliente c where c.id in (p.uno, p.otro)))
                order by p.uno, p.otro, p.motivo), '[]')
              from pagina p))""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Duplicados(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws PosibleDuplicado if there is somebody like this */
    public void comprobar(String nombre, @Nullable String cifNif, List<String> telefonos) {
        List<Parecido> parecidos = jdbc
                .sql(PARECIDOS)
                .param("cif_nif", cifNif, Types.VARCHAR)
                .param("telefonos", telefonos.toArray(String[]::new))
                .param("nombre", nombre)
                .param("parecido", PARECIDO)
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, Parecido.class))
                .toList();
        if (!parecidos.isEmpty()) {
            throw new PosibleDuplicado(parecidos);
        }
    }

    /** @param total of all pages */
    record Lista(List<Par> duplicados, long total) {}

    Lista lista(Pagina pagina) {
        String lista = jdbc.sql(LISTA)
                .param("parecido", PARECIDO)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .single();
        return json.readValue(lista, Lista.class);
    }
}
