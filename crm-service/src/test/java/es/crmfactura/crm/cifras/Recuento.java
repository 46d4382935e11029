package es.crmfactura.crm.cifras;

import es.crmfactura.crm.cifras.Cifras.Riesgo;
import es.crmfactura.crm.cifras.Historia.ClienteSimulado;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures as their documentation says them, from what billing did and without a database. */
final class Recuento {

    private static final DateTimeFormatter DIA = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final ClienteSimulado cliente;
    private final List<FacturaSimulada> todas;
    private final LocalDate hoy;

    Recuento(ClienteSimulado cliente, Historia historia) {
        this.cliente = cliente;
        this.todas = historia.clientes.stream()
                .flatMap(uno -> uno.facturas().stream())
                .filter(factura -> !factura.anulada)
                .toList();
        this.hoy = historia.hoy;
    }

    Cifras cifras(@Nullable BigDecimal umbral) {
        List<Motivo> motivos = motivos();
        return new Cifras(
                facturado(),
                cobrado(),
                pendiente(),
                vencido(),
                ventas().size(),
                Objects.requireNonNullElse(cociente(facturado(), ventas().size(), 2), BigDecimal.ZERO.setScale(2)),
                promedioDiasPago(),
                tasa(),
                primeraFactura(),
                motivos.stream()
                        .map(Motivo::nivel)
                        .max(Comparator.naturalOrder())
                        .orElse(Riesgo.bajo),
                motivos.stream().map(Motivo::texto).toList(),
                valorDeVida(),
                umbral != null && facturado().signum() > 0 && facturado().compareTo(umbral) >= 0);
    }

    BigDecimal facturado() {
        return suma(cuentan(), factura -> factura.total);
    }

    /** Also what was paid of those that were exchanged for one of its own, whoever's they were. */
    private BigDecimal cobrado() {
        return suma(noAnuladas(), factura -> canjeada(factura) ? BigDecimal.ZERO : factura.cobrado())
                .add(suma(
                        noAnuladas().stream()
                                .flatMap(factura -> factura.canjea.stream())
                                .toList(),
                        FacturaSimulada::cobrado));
    }

    private boolean canjeada(FacturaSimulada factura) {
        return todas.stream().anyMatch(otra -> otra.canjea.contains(factura));
    }

    private BigDecimal pendiente() {
        return facturado().subtract(cobrado());
    }

    private BigDecimal vencido() {
        BigDecimal impagado = suma(impagadas(), this::debe);
        return impagado.min(pendiente()).max(BigDecimal.ZERO.setScale(2));
    }

    private List<FacturaSimulada> noAnuladas() {
        return cliente.facturas().stream().filter(factura -> !factura.anulada).toList();
    }

    private List<FacturaSimulada> cuentan() {
        return noAnuladas().stream()
                .filter(factura ->
                        todas.stream().noneMatch(otra -> otra.anteriores().contains(factura)))
                .toList();
    }

    private List<FacturaSimulada> ventas() {
        return cuentan().stream().filter(factura -> !factura.esDiferencia()).toList();
    }

    private boolean vencida(FacturaSimulada factura) {
        return factura.vencimiento.isBefore(hoy);
    }

    private List<FacturaSimulada> impagadas() {
        return cuentan().stream()
                .filter(factura -> vencida(factura) && debe(factura).signum() > 0)
                .toList();
    }

    /** Without what was paid of those in whose place it stands, and without what others take off it or them. */
    private BigDecimal debe(FacturaSimulada factura) {
        return factura.total.subtract(saldado(factura));
    }

    private BigDecimal saldado(FacturaSimulada factura) {
        return factura.cobrado().subtract(descuentos(factura)).add(suma(factura.anteriores(), this::saldado));
    }

    private BigDecimal descuentos(FacturaSimulada factura) {
        return suma(
                cuentan().stream()
                        .filter(otra -> otra.esDiferencia() && otra.rectifica == factura && otra.total.signum() < 0)
                        .toList(),
                otra -> otra.total);
    }

    private static boolean pagada(FacturaSimulada factura) {
        return factura.total.signum() > 0 && factura.pendiente().signum() <= 0;
    }

    private static LocalDate fechaDeCobro(FacturaSimulada factura) {
        return factura.pagos.get(factura.pagos.size() - 1).fecha();
    }

    private @Nullable BigDecimal promedioDiasPago() {
        List<FacturaSimulada> pagadas =
                ventas().stream().filter(Recuento::pagada).toList();
        long dias = pagadas.stream()
                .mapToLong(factura -> ChronoUnit.DAYS.between(factura.fecha, fechaDeCobro(factura)))
                .sum();
        return cociente(BigDecimal.valueOf(dias), pagadas.size(), 1);
    }

    private List<FacturaSimulada> vencidas() {
        return ventas().stream()
                .filter(factura ->
                        vencida(factura) && (pagada(factura) || debe(factura).signum() > 0))
                .toList();
    }

    private long pagadasATiempo() {
        return vencidas().stream()
                .filter(factura -> pagada(factura) && !fechaDeCobro(factura).isAfter(factura.vencimiento))
                .count();
    }

    private @Nullable BigDecimal tasa() {
        return cociente(BigDecimal.valueOf(100 * pagadasATiempo()), vencidas().size(), 2);
    }

    private @Nullable LocalDate primeraFactura() {
        return ventas().stream()
                .map(factura -> factura.fecha)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private BigDecimal valorDeVida() {
        LocalDate primera = primeraFactura();
        if (primera == null) {
            return BigDecimal.ZERO.setScale(2);
        }
        BigDecimal ano = new BigDecimal("365.25");
        BigDecimal dias =
                BigDecimal.valueOf(ChronoUnit.DAYS.between(primera, hoy)).max(ano);
        return facturado().multiply(BigDecimal.valueOf(3)).multiply(ano).divide(dias, 2, RoundingMode.HALF_UP);
    }

    private record Motivo(Riesgo nivel, String texto) {}

    private List<Motivo> motivos() {
        return Stream.of(porAntiguedad(), porImpagos(), porPuntualidad(), porDevolucion(), porCredito())
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(Motivo::nivel).reversed().thenComparing(Motivo::texto))
                .toList();
    }

    private List<Motivo> porAntiguedad() {
        long dias = impagadas().stream()
                .mapToLong(factura -> ChronoUnit.DAYS.between(factura.vencimiento, hoy))
                .max()
                .orElse(0);
        Riesgo nivel = dias > 60 ? Riesgo.alto : Riesgo.medio;
        return si(
                vencido().signum() > 0,
                nivel,
                "Debe una factura que venció hace " + dias + (dias == 1 ? " día" : " días"));
    }

    private List<Motivo> porImpagos() {
        int impagadas = impagadas().size();
        return si(
                vencido().signum() > 0 && impagadas >= 3,
                Riesgo.alto,
                "Tiene " + impagadas + " facturas vencidas sin pagar");
    }

    private List<Motivo> porPuntualidad() {
        int vencidas = vencidas().size();
        long puntuales = pagadasATiempo();
        boolean mala = vencidas >= 3 && puntuales * 100 < 80L * vencidas;
        Riesgo nivel = puntuales * 2 < vencidas ? Riesgo.alto : Riesgo.medio;
        return si(mala, nivel, "Solo pagó a tiempo " + puntuales + " de " + vencidas + " facturas");
    }

    private List<Motivo> porDevolucion() {
        return noAnuladas().stream()
                .flatMap(factura -> factura.devoluciones.stream())
                .max(Comparator.naturalOrder())
                .map(dia -> si(
                        dia.isAfter(hoy.minusDays(365)),
                        Riesgo.medio,
                        "Se devolvió un pago suyo el " + dia.format(DIA)))
                .orElse(List.of());
    }

    private List<Motivo> porCredito() {
        boolean excedido = cliente.credito().signum() > 0 && pendiente().compareTo(cliente.credito()) > 0;
        return si(excedido, Riesgo.medio, "Debe más que su crédito disponible");
    }

    private static List<Motivo> si(boolean seDa, Riesgo nivel, String texto) {
        return seDa ? List.of(new Motivo(nivel, texto)) : List.of();
    }

    private static BigDecimal suma(List<FacturaSimulada> facturas, Function<FacturaSimulada, BigDecimal> importe) {
        return facturas.stream().map(importe).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    private static @Nullable BigDecimal cociente(BigDecimal suma, int cuantas, int decimales) {
        return cuantas == 0 ? null : suma.divide(BigDecimal.valueOf(cuantas), decimales, RoundingMode.HALF_UP);
    }
}
