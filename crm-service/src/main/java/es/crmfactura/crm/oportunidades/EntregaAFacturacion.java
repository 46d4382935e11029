package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.eventos.OportunidadGanada;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.Problema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Tells billing, once, what has been won. */
@Service
class EntregaAFacturacion {

    private final Oportunidades oportunidades;
    private final Historial historial;
    private final EventLog eventos;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EntregaAFacturacion(
            Oportunidades oportunidades,
            Historial historial,
            EventLog eventos,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.oportunidades = oportunidades;
        this.historial = historial;
        this.eventos = eventos;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** That billing knows of it. */
    @Schema(name = "EntregaAFacturacion")
    record Entrega(
            @Schema(description = "Qué oportunidad") UUID oportunidadId,
            @Schema(description = "Cuándo se entregó") Instant fechaFacturacion,

            @Schema(
                    description = "Qué pasa ahora",
                    example = "La facturación recibe un borrador de factura: revíselo y emítalo allí.")
            String mensaje) {}

    /**
     * The second time it only says so again, also after a reopening.
     *
     * @throws OportunidadNoGanadaException if it is not won
     */
    @Transactional
    Entrega entregar(OportunidadId id, @Nullable String autor) {
        Oportunidad oportunidad = oportunidades.bloquear(id);
        if (oportunidad.estado() != Estado.ganada) {
            throw new OportunidadNoGanadaException(oportunidad.estado());
        }
        Oportunidad entregada = oportunidad.fechaFacturacion() == null ? entregar(oportunidad, autor) : oportunidad;
        return new Entrega(
                id.value(),
                Objects.requireNonNull(entregada.fechaFacturacion()),
                "La facturación recibe un borrador de factura: revíselo y emítalo allí.");
    }

    private Oportunidad entregar(Oportunidad ganada, @Nullable String autor) {
        var id = new OportunidadId(ganada.id());
        oportunidades.entregar(id, clock.instant());
        Oportunidad entregada = oportunidades.bloquear(id);
        historial.anotar(ganada, entregada, autor);
        eventos.append(evento(entregada), entregada.id(), entregada.version());
        return entregada;
    }

    private OportunidadGanada evento(Oportunidad ganada) {
        Instant fecha = Objects.requireNonNull(ganada.fechaCierre());
        return new OportunidadGanada(
                ganada.id(),
                ganada.clienteId(),
                cliente(ganada.clienteId()),
                ganada.titulo(),
                LocalDate.ofInstant(fecha, clock.getZone()),
                LineasAcordadas.de(ganada));
    }

    private DatosCliente cliente(UUID id) {
        String fila = jdbc.sql("select to_json(c) from cliente c where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return json.readValue(fila, DatosCliente.class);
    }

    /** Only what has been won can be invoiced. */
    static class OportunidadNoGanadaException extends Problema {

        OportunidadNoGanadaException(Estado estado) {
            super(
                    HttpStatus.CONFLICT,
                    "oportunidad_no_ganada",
                    "La oportunidad está en estado %s: solo se factura cuando está ganada.".formatted(estado));
        }
    }
}
