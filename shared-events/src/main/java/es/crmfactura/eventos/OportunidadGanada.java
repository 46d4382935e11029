package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A client has said yes, and what was agreed is to be invoiced. Its aggregate is the oportunidad, which is handed over
 * once.
 *
 * @param clienteId the CRM's id of the client
 * @param cliente the client's data as they were then
 * @param fecha when it was won
 * @param lineas what to invoice; at least one
 */
public record OportunidadGanada(
        UUID oportunidadId, UUID clienteId, DatosCliente cliente, String titulo, LocalDate fecha, List<Linea> lineas)
        implements EventoDeCrm {

    public OportunidadGanada {
        requireNonNull(oportunidadId, "oportunidad_id");
        requireNonNull(clienteId, "cliente_id");
        requireNonNull(cliente, "cliente");
        requireNonNull(titulo, "titulo");
        requireNonNull(fecha, "fecha");
        lineas = List.copyOf(requireNonNull(lineas, "lineas"));
    }

    /**
     * Something that was agreed.
     *
     * @param precio of one unit, without tax
     */
    public record Linea(String descripcion, BigDecimal cantidad, BigDecimal precio) {

        public Linea {
            requireNonNull(descripcion, "descripcion");
            requireNonNull(cantidad, "cantidad");
            requireNonNull(precio, "precio");
        }
    }
}
