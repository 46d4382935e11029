package es.crmfactura.factura.facturas;

import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.facturas.NuevaFactura.ClienteEnLinea;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Issues invoices: the number, the invoice and what the CRM is told are one transaction. */
@Service
class EmisionDeFacturas {

    private final Facturas facturas;
    private final Directorio directorio;
    private final EventLog eventos;
    private final TransactionOperations transaccion;
    private final Clock clock;

    EmisionDeFacturas(
            Facturas facturas,
            Directorio directorio,
            EventLog eventos,
            TransactionOperations transaccion,
            Clock clock) {
        this.facturas = facturas;
        this.directorio = directorio;
        this.eventos = eventos;
        this.transaccion = transaccion;
        this.clock = clock;
    }

    record Emitida(Factura factura, String numero) {}

    Emitida emitir(NuevaFactura nueva) {
        try {
            return emitirConLaFechaDeAhora(nueva);
        } catch (FechaAnteriorException e) {
            if (nueva.fecha() != null) {
                throw e;
            }
            // it has become midnight since the date was taken, and somebody else was quicker
            return emitirConLaFechaDeAhora(nueva);
        }
    }

    private Emitida emitirConLaFechaDeAhora(NuevaFactura nueva) {
        Factura.Pedido pedido = nueva.pedido(clock);
        return Objects.requireNonNull(transaccion.execute(tx -> {
            Factura factura = Factura.emitir(pedido, destinatario(nueva), clock.instant());
            String numero = facturas.emitir(factura);
            eventos.append(factura.comoEvento(numero), factura.id(), Factura.PRIMERA_VERSION);
            return new Emitida(factura, numero);
        }));
    }

    private Destinatario destinatario(NuevaFactura nueva) {
        if (nueva.clienteCrmId() != null) {
            return directorio
                    .conCrmId(conocido(nueva.clienteCrmId()))
                    .map(Destinatario::de)
                    .orElseThrow(ClienteDesconocidoException::new);
        }
        return enLinea(Objects.requireNonNull(nueva.cliente()));
    }

    private static UUID conocido(String crmId) {
        try {
            return UUID.fromString(crmId);
        } catch (IllegalArgumentException e) {
            throw new ClienteDesconocidoException();
        }
    }

    /** The invoice carries the data that were sent; who that is in the CRM is found out, now or later. */
    private Destinatario enLinea(ClienteEnLinea cliente) {
        String cifNif = nif(cliente.cifNif());
        UUID crmId = directorio
                .con(cifNif, cliente.email())
                .map(conocido -> conocido.crmId())
                .orElse(null);
        return new Destinatario(crmId, cliente.nombreCompleto(), cliente.email(), cifNif, cliente.direccion());
    }

    private static @Nullable String nif(@Nullable String texto) {
        if (texto == null || texto.isBlank()) {
            return null;
        }
        return Nif.de(texto)
                .map(Nif::valor)
                .orElseThrow(() -> new CamposInvalidos(List.of(new CampoInvalido(
                        "cliente.cif_nif", "no es un NIF válido: revise su letra o dígito de control"))));
    }
}
