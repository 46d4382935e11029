package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Identificador;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices that full ones are to be issued in exchange for. */
@Component
class Simplificadas {

    private static final String LLAMADA = "select id from factura where numero = ? or id = ?";

    private static final String SIMPLIFICADAS = """
            select f.*, s.numero as sustituta,
              array(
                select r.numero from factura r where r.rectifica_a = f.id and r.anulada_en is null
                order by r.emitida_en, r.numero) as rectificativas
            from factura f left join factura s on s.id = f.sustituida_por
            where f.id = any(:ids)
            order by array_position(:ids, f.id)""";

    private final JdbcClient jdbc;

    Simplificadas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locked until the transaction ends.
     *
     * @param nombres numbers or ids
     * @return each once, in the order of their names
     * @throws CanjeNoPermitidoException if there is no invoice of such a name
     */
    List<Simplificada> bloquear(List<String> nombres) {
        Set<UUID> ids = new LinkedHashSet<>();
        List<String> desconocidas = new ArrayList<>();
        nombres.forEach(nombre ->
                llamada(nombre).ifPresentOrElse(ids::add, () -> desconocidas.add("no hay ninguna factura " + nombre)));
        if (!desconocidas.isEmpty()) {
            throw new CanjeNoPermitidoException(desconocidas);
        }
        return bloquear(ids);
    }

    private Optional<UUID> llamada(String nombre) {
        return jdbc.sql(LLAMADA)
                .param(nombre)
                .param(Identificador.de(nombre).orElse(null))
                .query(UUID.class)
                .optional();
    }

    private List<Simplificada> bloquear(Set<UUID> ids) {
        UUID[] todas = ids.toArray(UUID[]::new);
        // always in the same order, so that two who want the same ones do not wait for each other
        jdbc.sql("select id from factura where id = any(:ids) order by id for update")
                .param("ids", todas)
                .query(UUID.class)
                .list();
        return jdbc.sql(SIMPLIFICADAS)
                .param("ids", todas)
                .query((row, number) -> simplificada(row))
                .list();
    }

    private static Simplificada simplificada(ResultSet row) throws SQLException {
        return new Simplificada(
                new Referencia(row.getObject("id", UUID.class), row.getString("numero")),
                TipoFactura.valueOf(row.getString("tipo")),
                row.getObject("fecha", LocalDate.class),
                row.getString("cliente_cif_nif"),
                row.getObject("anulada_en") != null,
                row.getString("sustituta"),
                List.of((String[]) row.getArray("rectificativas").getArray()));
    }
}
