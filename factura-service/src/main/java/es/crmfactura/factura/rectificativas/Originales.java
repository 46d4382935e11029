package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.clientes.ClienteDelDirectorio;
import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Importe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices that are to be corrected. */
@Component
class Originales {

    private static final String ORIGINAL = """
            select f.*, trim_scale(f.retencion_irpf) as porcentaje_retenido,
              case f.rectificacion when 'diferencias' then o.numero end as corrige,
              array(
                select d.numero from factura d
                where d.rectifica_a = f.id and d.rectificacion = 'diferencias' and d.anulada_en is null
                order by d.emitida_en, d.numero) as diferencias
            from factura f left join factura o on o.id = f.rectifica_a
            where f.id = ?""";

    private final JdbcClient jdbc;
    private final Linaje linaje;
    private final Cuentas cuentas;
    private final Directorio directorio;

    Originales(JdbcClient jdbc, Linaje linaje, Cuentas cuentas, Directorio directorio) {
        this.jdbc = jdbc;
        this.linaje = linaje;
        this.cuentas = cuentas;
        this.directorio = directorio;
    }

    /**
     * With its account as nobody else changes it until the transaction ends.
     *
     * @throws OriginalDesconocido if there is none
     * @throws RectificacionNoPermitidaException if it is a draft
     */
    Original bloquear(UUID id) {
        // a draft first: one that is issued meanwhile is found as an invoice
        if (esBorrador(id)) {
            throw RectificacionNoPermitidaException.deBorrador();
        }
        linaje.bloquear(id);
        return jdbc.sql(ORIGINAL).param(id).query(this::original).optional().orElseThrow(OriginalDesconocido::new);
    }

    private boolean esBorrador(UUID id) {
        return jdbc.sql("select exists (select from borrador where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private Original original(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Original(
                new Referencia(id, row.getString("numero")),
                TipoFactura.valueOf(row.getString("tipo")),
                row.getString("corrige"),
                row.getObject("fecha", LocalDate.class),
                destinatario(row),
                row.getString("forma_pago"),
                new Importe(row.getBigDecimal("total")),
                row.getObject("anulada_en") != null,
                linaje.vigente(id).orElse(null),
                List.of((String[]) row.getArray("diferencias").getArray()),
                cuentas.deFactura(id, row.getBigDecimal("porcentaje_retenido")),
                cuentas.deFamilia(id),
                cuentas.lineasDeCuenta(id));
    }

    /** With the data as they were when it was issued. */
    private Destinatario destinatario(ResultSet row) throws SQLException {
        UUID crmId = row.getObject("cliente_crm_id", UUID.class);
        return new Destinatario(
                crmId,
                row.getString("cliente_nombre"),
                row.getString("cliente_email"),
                row.getString("cliente_cif_nif"),
                row.getString("cliente_direccion"),
                Optional.ofNullable(crmId)
                        .map(id -> directorio.conCrmId(List.of(id)).get(id))
                        .map(ClienteDelDirectorio::esParticular)
                        .orElse(false));
    }
}
