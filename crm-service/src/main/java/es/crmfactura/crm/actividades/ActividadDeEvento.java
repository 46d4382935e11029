package es.crmfactura.crm.actividades;

import es.crmfactura.crm.clientes.Actividad;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event of billing means for a client's file.
 *
 * @param eventoId by which it can't be written twice
 * @param clienteId null while it does not matter whose it is
 */
public record ActividadDeEvento(
        UUID eventoId,
        @Nullable UUID clienteId,
        Actividad.Tipo tipo,
        String titulo,
        String descripcion,
        Instant fecha,
        String facturaNumero,
        BigDecimal importe) {}
