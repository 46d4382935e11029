package es.crmfactura.crm.cifras;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaEmitida.Rectificacion;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice as billing keeps it. What happens to it is told with the version that billing counts, with gaps. */
final class FacturaSimulada {

    final UUID id;
    final String numero;
    final LocalDate fecha;
    final LocalDate vencimiento;
    final BigDecimal total;

    @Nullable
    final FacturaSimulada rectifica;

    final boolean porSustitucion;
    final List<FacturaSimulada> canjea;
    final List<Pago> pagos = new ArrayList<>();
    final List<LocalDate> devoluciones = new ArrayList<>();
    final List<Event> eventos = new ArrayList<>();
    boolean anulada;

    private final ClienteFacturado cliente;
    private final Random azar;
    private long version;

    record Pago(UUID id, BigDecimal importe, LocalDate fecha) {}

    private FacturaSimulada(
            ClienteFacturado cliente,
            String total,
            LocalDate fecha,
            LocalDate vencimiento,
            @Nullable FacturaSimulada rectifica,
            boolean porSustitucion,
            List<FacturaSimulada> canjea,
            Random azar) {
        this.azar = azar;
        this.id = uuid();
        this.numero = "FAC-" + id;
        this.cliente = cliente;
        this.total = new BigDecimal(total);
        this.fecha = fecha;
        this.vencimiento = vencimiento;
        this.rectifica = rectifica;
        this.porSustitucion = porSustitucion;
        this.canjea = canjea;
        contar(emitida());
    }

    static FacturaSimulada emitida(
            ClienteFacturado cliente, String total, LocalDate fecha, LocalDate vencimiento, Random azar) {
        return new FacturaSimulada(cliente, total, fecha, vencimiento, null, false, List.of(), azar);
    }

    /** In exchange for some that may be of others. */
    static FacturaSimulada enCanjeDe(
            List<FacturaSimulada> canjeadas,
            ClienteFacturado cliente,
            LocalDate fecha,
            LocalDate vencimiento,
            Random azar) {
        BigDecimal total = canjeadas.stream().map(una -> una.total).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new FacturaSimulada(cliente, total.toString(), fecha, vencimiento, null, false, canjeadas, azar);
    }

    FacturaSimulada sustituidaPor(String otroTotal, LocalDate otraFecha, LocalDate otroVencimiento) {
        return new FacturaSimulada(cliente, otroTotal, otraFecha, otroVencimiento, this, true, List.of(), azar);
    }

    FacturaSimulada corregidaEn(String diferencia, LocalDate otraFecha, LocalDate otroVencimiento) {
        return new FacturaSimulada(cliente, diferencia, otraFecha, otroVencimiento, this, false, List.of(), azar);
    }

    FacturaSimulada pagar(String importe, LocalDate dia) {
        var pago = new Pago(uuid(), new BigDecimal(importe), dia);
        pagos.add(pago);
        contar(new PagoRecibido(
                pago.id, id, numero, cliente, pago.importe, dia, null, null, total, cobrado(), queda()));
        return this;
    }

    FacturaSimulada devolver(Pago pago, LocalDate dia) {
        pagos.remove(pago);
        devoluciones.add(dia);
        contar(new PagoDevuelto(pago.id, id, numero, cliente, pago.importe, dia, null, total, cobrado(), queda()));
        return this;
    }

    FacturaSimulada vencer() {
        contar(new FacturaVencida(id, numero, cliente, vencimiento, total, cobrado(), pendiente()));
        return this;
    }

    FacturaSimulada anular(LocalDate dia) {
        anulada = true;
        contar(new FacturaAnulada(id, numero, cliente, dia, total, "por error"));
        return this;
    }

    BigDecimal cobrado() {
        return pagos.stream().map(Pago::importe).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal pendiente() {
        return total.subtract(cobrado());
    }

    /** What billing says is left to pay: less where others take something off, which nobody has to know. */
    private BigDecimal queda() {
        return azar.nextInt(4) == 0 ? BigDecimal.ZERO : pendiente().max(BigDecimal.ZERO);
    }

    /** Those in whose place it stands. */
    List<FacturaSimulada> anteriores() {
        return porSustitucion ? List.of(Objects.requireNonNull(rectifica)) : canjea;
    }

    boolean esDiferencia() {
        return rectifica != null && !porSustitucion;
    }

    private FacturaEmitida emitida() {
        Rectificacion rectificacion = rectifica == null
                ? null
                : new Rectificacion(rectifica.id, rectifica.numero, porSustitucion ? "sustitucion" : "diferencias");
        return new FacturaEmitida(
                id,
                numero,
                "FAC",
                fecha,
                vencimiento,
                cliente,
                List.of(),
                List.of(),
                total,
                BigDecimal.ZERO,
                total,
                rectificacion,
                null,
                null,
                canjea.isEmpty()
                        ? null
                        : canjea.stream()
                                .map(una -> new FacturaEmitida.Canjeada(una.id, una.numero))
                                .toList());
    }

    private void contar(Object hecho) {
        version += 1 + azar.nextInt(2);
        Instant cuando = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(azar.nextInt(10_000_000));
        eventos.add(new Event(uuid(), "/factura", id.toString(), version, cuando, null, hecho));
    }

    private UUID uuid() {
        return new UUID(azar.nextLong(), azar.nextLong());
    }

    @Override
    public String toString() {
        String clase = rectifica == null
                ? canjea.isEmpty()
                        ? ""
                        : " for " + canjea.stream().map(una -> una.numero).toList()
                : (porSustitucion ? " instead of " : " corrects ") + rectifica.numero;
        return "%s of %s, due %s, %s%s: paid %s, returned %s%s"
                .formatted(numero, fecha, vencimiento, total, clase, pagos, devoluciones, anulada ? ", cancelled" : "");
    }
}
