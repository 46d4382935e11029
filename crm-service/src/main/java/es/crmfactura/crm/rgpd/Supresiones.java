package es.crmfactura.crm.rgpd;

import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.GestionDeClientes;
import es.crmfactura.crm.rgpd.Certificado.Suprimido;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Erases a client: its own rows, and what is kept of it elsewhere. Either all of it is gone or nothing is. */
@Service
class Supresiones {

    /** What belongs to a client waits for this lock, and so do those who change what it has already. */
    private static final String BLOQUEAR = """
            with suyo as (select id from cliente where id = :id for update),
                 oportunidades as (
                   select o.id from oportunidad o join suyo on suyo.id = o.cliente_id order by o.id for update of o),
                 actividades as (
                   select a.id from actividad a join suyo on suyo.id = a.cliente_id order by a.id for update of a)
            select (select count(*) from suyo), (select count(*) from oportunidades), (select count(*) from actividades)""";

    private static final String RASTROS =
            "select * from suprimir_rastros(:id) union all select * from suprimir_descartados(:id)";

    private static final String ANOTAR =
            "insert into supresion (cliente_id, fecha, motivo) values (:id, cast(:fecha as timestamptz), :motivo)";

    private final RgpdReadModel datos;
    private final JdbcClient jdbc;
    private final GestionDeClientes clientes;
    private final Clock clock;

    Supresiones(RgpdReadModel datos, JdbcClient jdbc, GestionDeClientes clientes, Clock clock) {
        this.datos = datos;
        this.jdbc = jdbc;
        this.clientes = clientes;
        this.clock = clock;
    }

    /** @throws SupresionAplazada if it has to wait */
    @Transactional
    Certificado suprimir(ClienteId id, String motivo, Precondicion precondicion) {
        if (de(BLOQUEAR, id).query((row, number) -> row.getLong(1)).single() == 0) {
            throw new ClienteDesconocido();
        }
        comprobar(id, motivo);
        Instant fecha = clock.instant();
        anotar(id, motivo, fecha);
        List<Suprimido> propio = datos.propio(id);
        List<Suprimido> rastros = de(RASTROS, id).query(Suprimido.class).list();
        clientes.eliminar(id, precondicion);
        List<Suprimido> suprimido =
                Stream.concat(propio.stream(), rastros.stream()).toList();
        return new Certificado(id.value(), fecha, motivo, suprimido, Certificado.CONSERVADO);
    }

    private void comprobar(ClienteId id, String motivo) {
        if (datos.nombra(motivo, id)) {
            throw new CamposInvalidos(
                    List.of(new CampoInvalido("motivo", "no debe decir de quién se trata: se conserva")));
        }
        if (datos.seEstaImportando()) {
            throw SupresionAplazada.porImportacion();
        }
        if (datos.hayPorEntregar(id)) {
            throw SupresionAplazada.porEntrega();
        }
    }

    private void anotar(ClienteId id, String motivo, Instant fecha) {
        de(ANOTAR, id).param("fecha", fecha.toString()).param("motivo", motivo).update();
    }

    private JdbcClient.StatementSpec de(String sql, ClienteId id) {
        return jdbc.sql(sql).param("id", id.value());
    }
}
