package es.crmfactura.factura.emision;

import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.emision.NuevaFactura.ClienteEnLinea;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues invoices: the number, the invoice and what the CRM is told are one transaction. Those that are asked for at the same
 * time share it, as each would only wait for the lock on the other's number.
 */
@Service
public class EmisionDeFacturas {

    private static final int LARGEST_GROUP = 100;

    private final Facturas facturas;
    private final Directorio directorio;
    private final EventLog eventos;
    private final TransactionOperations transaccion;
    private final Clock clock;
    private final GroupCommit<Peticion, String> emision = new GroupCommit<>(LARGEST_GROUP, this::emitirJuntas);

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

    public record Emitida(Factura factura, String numero) {}

    public Emitida emitir(NuevaFactura nueva) {
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
        Factura factura = Factura.emitir(nueva.pedido(clock), destinatario(nueva), clock.instant());
        return new Emitida(factura, emision.submit(new Peticion(factura, eventos.currentTrace())));
    }

    private record Peticion(Factura factura, @Nullable String trace) {

        UUID id() {
            return factura.id();
        }

        Supplier<String> outcome(@Nullable String numero) {
            return () -> {
                if (numero == null) {
                    throw new FechaAnteriorException(factura.serie());
                }
                return numero;
            };
        }

        EventLog.Entry entry(String numero) {
            return new EventLog.Entry(factura.comoEvento(numero), factura.id(), Factura.PRIMERA_VERSION, trace);
        }
    }

    /**
     * The CRM is told in the order of the numbers, which is that of the dates.
     *
     * @return the number of each, or why it has none
     */
    private List<Supplier<String>> emitirJuntas(List<Peticion> peticiones) {
        return Objects.requireNonNull(transaccion.execute(tx -> {
            Map<UUID, String> numeros =
                    facturas.emitir(peticiones.stream().map(Peticion::factura).toList());
            eventos.append(peticiones.stream()
                    .filter(peticion -> numeros.containsKey(peticion.id()))
                    .sorted(Comparator.comparing(peticion -> peticion.factura().fecha()))
                    .map(peticion -> peticion.entry(Objects.requireNonNull(numeros.get(peticion.id()))))
                    .toList());
            return peticiones.stream()
                    .map(peticion -> peticion.outcome(numeros.get(peticion.id())))
                    .toList();
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
