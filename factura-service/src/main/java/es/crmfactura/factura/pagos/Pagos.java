package es.crmfactura.factura.pagos;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Pagina;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** All payments. */
@Component
class Pagos {

    private static final String PAGOS = "select p.*, f.numero from pago p join factura f on f.id = p.factura_id ";

    private static final RowMapper<Pago> PAGO = (row, number) -> new Pago(
            row.getObject("id", UUID.class),
            row.getObject("factura_id", UUID.class),
            row.getString("numero"),
            new Importe(row.getBigDecimal("importe")),
            row.getObject("fecha", LocalDate.class),
            row.getString("metodo"),
            row.getString("referencia"),
            row.getObject("registrado_en", OffsetDateTime.class).toInstant(),
            row.getObject("fecha_devolucion", LocalDate.class),
            row.getString("motivo_devolucion"));

    private final JdbcTemplate jdbc;

    Pagos(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void anotar(Pago pago) {
        jdbc.update(
                """
                insert into pago (id, factura_id, importe, fecha, metodo, referencia, registrado_en)
                values (?, ?, ?, ?, ?, ?, ?)""",
                pago.id(),
                pago.facturaId(),
                pago.importe().euros(),
                pago.fecha(),
                pago.metodo(),
                pago.referencia(),
                OffsetDateTime.ofInstant(pago.fechaRegistro(), ZoneOffset.UTC));
    }

    /**
     * Locked until the transaction ends.
     *
     * @throws PagoDesconocido if there is none
     */
    Pago bloquear(UUID id) {
        return jdbc.query(PAGOS + "where p.id = ? for update of p", PAGO, id).stream()
                .findFirst()
                .orElseThrow(PagoDesconocido::new);
    }

    void anotarDevolucion(Pago devuelto) {
        jdbc.update(
                "update pago set fecha_devolucion = ?, motivo_devolucion = ? where id = ?",
                devuelto.fechaDevolucion(),
                devuelto.motivoDevolucion(),
                devuelto.id());
    }

    /** In the order in which they came in. */
    List<Pago> de(UUID factura) {
        return jdbc.query(PAGOS + "where p.factura_id = ? order by p.registrado_en, p.id", PAGO, factura);
    }

    /** Latest first. */
    List<Pago> todos(Pagina pagina) {
        return jdbc.query(
                PAGOS + "order by p.fecha desc, p.id desc limit ? offset ?", PAGO, pagina.limit(), pagina.skip());
    }

    long total() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from pago", Long.class));
    }
}
