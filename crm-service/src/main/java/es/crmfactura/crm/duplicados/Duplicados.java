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

    private static final String PARES = """
            (select a.id as uno, b.id as otro, 'cif_nif' as motivo
             from cliente a join cliente b on identidad_fiscal(b.cif_nif) = identidad_fiscal(a.cif_nif) and b.id > a.id
             union
             select a.id, b.id, 'telefono'
             from contacto t
             join contacto u on telefono_comparable(u.valor) = telefono_comparable(t.valor) and u.cliente_id > t.cliente_id
               and u.tipo in ('telefono', 'movil')
             join cliente a on a.id = t.cliente_id
             join cliente b on b.id = u.cliente_id
             where t.tipo in ('telefono', 'movil')
               and similarity(sin_acentos(a.nombre_completo), sin_acentos(b.nombre_completo)) >= :parecido) par""";

    private static final String LISTA = """
            select json_build_object('motivo', par.motivo, 'clientes', (
              select json_agg(json_build_object('id', c.id, 'nombre_completo', c.nombre_completo, 'email', c.email,
                'cif_nif', c.cif_nif, 'motivo', par.motivo) order by c.id)
              from cliente c where c.id in (par.uno, par.otro)))
            from %s
            order by par.uno, par.otro, par.motivo
            limit :limit offset :skip""".formatted(PARES);

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

    List<Par> lista(Pagina pagina) {
        return jdbc
                .sql(LISTA)
                .param("parecido", PARECIDO)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, Par.class))
                .toList();
    }

    long total() {
        return jdbc.sql("select count(*) from " + PARES)
                .param("parecido", PARECIDO)
                .query(Long.class)
                .single();
    }
}
