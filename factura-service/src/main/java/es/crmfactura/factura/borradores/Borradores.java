package es.crmfactura.factura.borradores;

import es.crmfactura.factura.emision.Borrador;
import es.crmfactura.factura.emision.BorradorCambiadoException;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Precondicion;
import es.crmfactura.web.Problema;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** All drafts, and what can be done with them. */
@Service
public class Borradores {

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Validator validator;
    private final EmisionDeFacturas emision;
    private final Clock clock;

    Borradores(JdbcTemplate jdbc, JsonMapper json, Validator validator, EmisionDeFacturas emision, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.validator = validator;
        this.emision = emision;
        this.clock = clock;
    }

    /** @return its id, which stays that of the invoice */
    @Transactional
    public UUID guardar(NuevaFactura contenido) {
        contenido.comprobarComoBorrador();
        UUID id = Factura.nuevoId();
        anadir(id, contenido);
        return id;
    }

    /** @param contenido need not be right: what is wrong with it is told when it is to be issued */
    public void anadir(UUID id, NuevaFactura contenido) {
        jdbc.update(
                "insert into borrador (id, cliente_crm_id, contenido, creado_en) values (?, ?, ?::jsonb, ?)",
                id,
                contenido.idDeCliente(),
                json.writeValueAsString(contenido),
                OffsetDateTime.now(clock));
    }

    /**
     * @throws FacturaYaEmitidaException if it is issued
     * @throws BorradorDesconocido if there is none
     */
    @Transactional
    public void reemplazar(UUID id, NuevaFactura contenido, Precondicion precondicion) {
        contenido.comprobarComoBorrador();
        precondicion.comprobar(leer(id, "for update").version());
        jdbc.update(
                "update borrador set version = version + 1, cliente_crm_id = ?, contenido = ?::jsonb where id = ?",
                contenido.idDeCliente(),
                json.writeValueAsString(contenido),
                id);
    }

    /**
     * @throws FacturaYaEmitidaException if it is issued
     * @throws BorradorDesconocido if there is none
     */
    @Transactional
    public void eliminar(UUID id, Precondicion precondicion) {
        precondicion.comprobar(leer(id, "for update").version());
        jdbc.update("delete from borrador where id = ?", id);
    }

    /**
     * Issues it as an invoice with the same id.
     *
     * @throws FacturaYaEmitidaException if it is issued
     * @throws BorradorDesconocido if there is none
     */
    public void emitir(UUID id, Precondicion precondicion) {
        try {
            emitirComoEsta(id, precondicion);
        } catch (BorradorCambiadoException e) {
            // others were quicker: what has become of it decides
            emitirComoEsta(id, precondicion);
        }
    }

    private void emitirComoEsta(UUID id, Precondicion precondicion) {
        Borrador borrador = leer(id, "");
        precondicion.comprobar(borrador.version());
        Set<ConstraintViolation<NuevaFactura>> errores = validator.validate(borrador.contenido());
        if (!errores.isEmpty()) {
            throw CamposInvalidos.of(errores);
        }
        emision.emitir(borrador);
    }

    private Borrador leer(UUID id, String bloqueo) {
        return jdbc
                .query(
                        "select version, contenido from borrador where id = ? " + bloqueo,
                        (row, number) -> new Borrador(
                                id,
                                row.getLong("version"),
                                json.readValue(row.getString("contenido"), NuevaFactura.class)),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> noEsBorrador(id));
    }

    private Problema noEsBorrador(UUID id) {
        boolean emitida = Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from factura where id = ?)", Boolean.class, id));
        return emitida ? new FacturaYaEmitidaException() : new BorradorDesconocido();
    }
}
