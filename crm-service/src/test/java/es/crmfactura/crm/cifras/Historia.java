package es.crmfactura.crm.cifras;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may happen to the invoices of some clients, and how we may hear of it. The same seed gives the same history. */
final class Historia {

    final LocalDate hoy;
    final List<ClienteSimulado> clientes;
    final List<List<Event>> entregas;

    private final List<FacturaSimulada> todas = new ArrayList<>();
    private final long semilla;
    private final Random azar;

    /** @param conocido whether the CRM has the client before billing tells of it; if not, it has no credit */
    record ClienteSimulado(
            UUID id, ClienteFacturado quien, boolean conocido, BigDecimal credito, List<FacturaSimulada> facturas) {}

    Historia(long semilla) {
        this.semilla = semilla;
        this.azar = new Random(semilla);
        this.hoy = LocalDate.of(2026, 1, 1).plusDays(azar.nextInt(365));
        this.clientes =
                Stream.generate(this::cliente).limit(1 + azar.nextInt(6)).toList();
        this.entregas = lotes(entregados());
    }

    private ClienteSimulado cliente() {
        var id = new UUID(azar.nextLong(), azar.nextLong());
        boolean conocido = azar.nextInt(3) > 0;
        var quien = new ClienteFacturado(conocido ? id : null, "Cliente " + id, null, conocido ? null : "T" + id);
        String credito = conocido && azar.nextBoolean() ? importe(2_000) : "0.00";
        var cliente = new ClienteSimulado(id, quien, conocido, new BigDecimal(credito), new ArrayList<>());
        int pasos = azar.nextInt(25);
        for (int i = 0; i < pasos; i++) {
            suceder(cliente);
        }
        todas.addAll(cliente.facturas());
        return cliente;
    }

    private void suceder(ClienteSimulado cliente) {
        List<FacturaSimulada> facturas = cliente.facturas();
        if (facturas.isEmpty() || azar.nextInt(10) < 3) {
            LocalDate fecha = hoy.minusDays(azar.nextInt(azar.nextBoolean() ? 90 : 900));
            facturas.add(FacturaSimulada.emitida(cliente.quien(), importe(1_000), fecha, vencimiento(fecha), azar));
            return;
        }
        FacturaSimulada factura = facturas.get(azar.nextInt(facturas.size()));
        if (factura.anulada) {
            return;
        }
        if (sustituida(factura, facturas)) {
            devolver(factura);
            return;
        }
        switch (azar.nextInt(12)) {
            case 0 -> anular(factura, facturas);
            case 1 -> facturas.add(sustituta(factura));
            case 2 -> corregir(factura, facturas);
            case 3, 4 -> devolver(factura);
            case 5 -> canjear(cliente, factura);
            case 6 -> vencer(factura);
            default -> pagar(factura);
        }
    }

    /** Billing cancels only what has no payment and what no other invoice corrects. */
    private void anular(FacturaSimulada factura, List<FacturaSimulada> facturas) {
        boolean rectificada = facturas.stream().anyMatch(otra -> otra.rectifica == factura && !otra.anulada);
        if (factura.pagos.isEmpty() && !rectificada) {
            factura.anular(hoy);
        }
    }

    private static boolean sustituida(FacturaSimulada factura, List<FacturaSimulada> facturas) {
        return facturas.stream().anyMatch(otra -> otra.anteriores().contains(factura) && !otra.anulada);
    }

    /** With one of another client, whom nobody knew when it bought. */
    private void canjear(ClienteSimulado cliente, FacturaSimulada factura) {
        List<FacturaSimulada> facturas = cliente.facturas();
        List<FacturaSimulada> conocidas =
                Stream.concat(todas.stream(), facturas.stream()).toList();
        List<FacturaSimulada> canjeadas = Stream.of(factura, conocidas.get(azar.nextInt(conocidas.size())))
                .distinct()
                .filter(una -> una.rectifica == null && una.canjea.isEmpty() && !una.anulada)
                .filter(una -> conocidas.stream()
                        .noneMatch(otra -> !otra.anulada && (otra.rectifica == una || otra.canjea.contains(una))))
                .toList();
        if (!canjeadas.isEmpty()) {
            facturas.add(FacturaSimulada.enCanjeDe(canjeadas, cliente.quien(), hoy, vencimiento(hoy), azar));
        }
    }

    private FacturaSimulada sustituta(FacturaSimulada factura) {
        LocalDate fecha = despues(factura.fecha);
        String total = factura.total.signum() > 0 && azar.nextBoolean() ? factura.total.toString() : importe(1_000);
        return factura.sustituidaPor(total, fecha, vencimiento(fecha));
    }

    private void corregir(FacturaSimulada factura, List<FacturaSimulada> facturas) {
        if (!factura.esDiferencia()) {
            LocalDate fecha = despues(factura.fecha);
            String menos = azar.nextBoolean() ? factura.total.negate().toString() : "-" + importe(200);
            facturas.add(factura.corregidaEn(azar.nextInt(4) == 0 ? importe(200) : menos, fecha, vencimiento(fecha)));
        }
    }

    private void devolver(FacturaSimulada factura) {
        if (!factura.pagos.isEmpty()) {
            factura.devolver(factura.pagos.get(azar.nextInt(factura.pagos.size())), despues(factura.fecha));
        }
    }

    private void vencer(FacturaSimulada factura) {
        if (factura.pendiente().signum() > 0 && factura.vencimiento.isBefore(hoy)) {
            factura.vencer();
        }
    }

    private void pagar(FacturaSimulada factura) {
        BigDecimal pendiente = factura.pendiente();
        if (pendiente.signum() > 0) {
            BigDecimal parte = new BigDecimal(importe(1_000)).min(pendiente);
            factura.pagar((azar.nextBoolean() ? pendiente : parte).toString(), despues(factura.fecha));
        }
    }

    private LocalDate despues(LocalDate fecha) {
        long dias = hoy.toEpochDay() - fecha.toEpochDay();
        return fecha.plusDays(azar.nextInt((int) Math.min(dias, 80) + 1));
    }

    private LocalDate vencimiento(LocalDate fecha) {
        return fecha.plusDays(15L * azar.nextInt(5));
    }

    private String importe(int euros) {
        return BigDecimal.valueOf(1 + azar.nextInt(euros * 100), 2).toString();
    }

    /** All of it, parts more than once: as the same event, or as another that says the same. */
    private List<Event> entregados() {
        var eventos = new ArrayList<Event>();
        clientes.forEach(cliente -> cliente.facturas().forEach(factura -> eventos.addAll(factura.eventos)));
        for (Event evento : List.copyOf(eventos)) {
            switch (azar.nextInt(8)) {
                case 0 -> eventos.add(evento);
                case 1 -> eventos.add(conOtroId(evento));
                default -> {}
            }
        }
        desordenar(eventos);
        return eventos;
    }

    private Event conOtroId(Event evento) {
        return new Event(
                new UUID(azar.nextLong(), azar.nextLong()),
                evento.source(),
                evento.aggregateId(),
                evento.version(),
                evento.time(),
                null,
                evento.payload());
    }

    /** Not at all, completely, or so that some come a little late. */
    private void desordenar(List<Event> eventos) {
        switch (azar.nextInt(4)) {
            case 0 -> {}
            case 1 -> retrasar(eventos);
            default -> Collections.shuffle(eventos, azar);
        }
    }

    private void retrasar(List<Event> eventos) {
        record Retrasado(Event evento, int turno) {}
        List<Retrasado> retrasados = new ArrayList<>();
        for (int i = 0; i < eventos.size(); i++) {
            retrasados.add(new Retrasado(eventos.get(i), i + (azar.nextInt(4) == 0 ? azar.nextInt(20) : 0)));
        }
        retrasados.sort(Comparator.comparingInt(Retrasado::turno));
        eventos.clear();
        retrasados.forEach(retrasado -> eventos.add(retrasado.evento));
    }

    private List<List<Event>> lotes(List<Event> eventos) {
        var lotes = new ArrayList<List<Event>>();
        int mayor = 1 + azar.nextInt(60);
        for (int desde = 0; desde < eventos.size(); ) {
            int hasta = Math.min(eventos.size(), desde + 1 + azar.nextInt(mayor));
            lotes.add(List.copyOf(eventos.subList(desde, hasta)));
            desde = hasta;
        }
        return lotes;
    }

    /** @return the last time that something happened with the client; null if nothing did */
    static @Nullable Instant ultimoContacto(ClienteSimulado cliente) {
        return cliente.facturas().stream()
                .flatMap(factura -> factura.eventos.stream())
                .map(Event::time)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public String toString() {
        String facturas = clientes.stream()
                .map(cliente -> "client %s, credit %s%n%s"
                        .formatted(
                                cliente.id(),
                                cliente.credito(),
                                cliente.facturas().stream()
                                        .map(factura -> "  " + factura)
                                        .collect(Collectors.joining("\n"))))
                .collect(Collectors.joining("\n"));
        String lotes = entregas.stream()
                .map(lote -> lote.stream().map(Historia::breve).collect(Collectors.joining(", ", "  [", "]")))
                .collect(Collectors.joining("\n"));
        return "history -Dsemilla=%d on %s%n%s%ndelivered%n%s%n".formatted(semilla, hoy, facturas, lotes);
    }

    private static String breve(Event evento) {
        return "%s %s v%d"
                .formatted(evento.payload().getClass().getSimpleName(), evento.aggregateId(), evento.version());
    }
}
