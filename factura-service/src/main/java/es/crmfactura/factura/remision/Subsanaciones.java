package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Encadenado;
import es.crmfactura.factura.verifactu.Registro;
import es.crmfactura.factura.verifactu.Registros;
import es.crmfactura.factura.verifactu.Registros.Textos;
import es.crmfactura.factura.verifactu.RegistrosReadModel;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts records right with others: what was sent never changes, and what was refused is never sent again as it was. */
@Service
class Subsanaciones {

    private static final int NO_EXISTE = 3002;

    private static final String CONOCIDA = """
            select exists (
              select from verifactu_registro r join verifactu_envio e on e.registro = r.id
              where r.factura_id = ? and r.tipo = 'alta' and e.estado in ('aceptado', 'aceptado_con_errores'))""";

    private final RegistrosReadModel registros;
    private final RemisionReadModel remision;
    private final Registros nuevos;
    private final JdbcTemplate jdbc;

    Subsanaciones(RegistrosReadModel registros, RemisionReadModel remision, Registros nuevos, JdbcTemplate jdbc) {
        this.registros = registros;
        this.remision = remision;
        this.nuevos = nuevos;
        this.jdbc = jdbc;
    }

    /**
     * @return the id of the new record
     * @throws RegistroDesconocido if there is none
     * @throws SubsanacionNoPermitidaException if another record would not put it right
     */
    @Transactional
    long subsanar(long id, Textos textos) {
        RegistroVista malo = remision.conId(id).orElseThrow(RegistroDesconocido::new);
        bloquear(malo.facturaId());
        Encadenado ultimo = registros.ultimoDe(malo.facturaId()).orElseThrow();
        if (ultimo.id() != id) {
            throw SubsanacionNoPermitidaException.noEsElUltimo();
        }
        if (malo.respondidoEn() == null) {
            throw SubsanacionNoPermitidaException.sinRespuesta();
        }
        boolean rechazado = malo.estado() == EstadoDeRegistro.rechazado;
        boolean conocida = conocida(malo.facturaId());
        if (malo.tipo() == Registro.Tipo.alta) {
            return nuevos.subsanar(ultimo, textos, rechazado ? conocida ? "S" : "X" : null, false);
        }
        if (!rechazado) {
            throw SubsanacionNoPermitidaException.deAnulacion();
        }
        boolean existe = conocida && !Integer.valueOf(NO_EXISTE).equals(malo.codigoError());
        return nuevos.subsanar(ultimo, textos, existe ? "S" : null, !existe);
    }

    /** So that nobody cancels it meanwhile, or puts the same record right. */
    private void bloquear(UUID factura) {
        jdbc.queryForList("select id from factura where id = ? for no key update", factura);
    }

    /** Whether the agency has the invoice. */
    private boolean conocida(UUID factura) {
        return Boolean.TRUE.equals(jdbc.queryForObject(CONOCIDA, Boolean.class, factura));
    }
}
