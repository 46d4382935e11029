package es.crmfactura.factura.reportes.cobros;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever has been paid, returned, corrected, exchanged and cancelled: what was due on a day is what a plain count of it all says. */
@FacturaTest
class PendientesDeCualquierDiaTest {

    private static final int DEEDS = 300;
    private static final List<String> CLIENTES = List.of(
            "'cliente':{'nombre_completo':'Bar Manolo S.L.','cif_nif':'B12345674'}",
            "'serie':'SIM','cliente':{'nombre_completo':'Lucía'}");

    @Autowired
    private ShopProgram shop;

    @Autowired
    private PendientesReadModel pendientes;

    @Autowired
    private JdbcClient jdbc;

    private final Random random = new Random(2026);
    private final LocalDate enero = LocalDate.of(ShopProgram.unEjercicio(), 1, 1);
    private final List<String> facturas = new ArrayList<>();
    private final List<String> simplificadas = new ArrayList<>();
    private final List<String> pagos = new ArrayList<>();
    private int hechos;

    @Test
    void onAnyDayWhatWasDueIsWhatAPlainCountSays() {
        for (int i = 0; i < DEEDS; i++) {
            LocalDate dia = enero.plusDays(i / 5);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> emitir(dia);
                case 3, 4, 5 -> pagar(dia);
                case 6 -> devolver(dia);
                case 7 -> rectificar(dia);
                case 8 -> canjear(dia);
                default -> contar(shop.anular(una(facturas)));
            }
        }
        assertThat(hechos).as("deeds that were allowed").isGreaterThan(DEEDS / 2);
        Map<UUID, Factura> todas = facturas();
        List<Pago> cobros = pagos();
        List<LocalDate> dias = enero.datesUntil(enero.plusDays(120)).collect(Collectors.toCollection(ArrayList::new));
        dias.add(LocalDate.now().plusDays(1));
        for (LocalDate dia : dias) {
            Pendiente segunElReporte = pendientes.pendientes(dia, 0, 1).todo();
            List<BigDecimal> segunLaCuenta = todas.values().stream()
                    .map(factura -> debe(factura, dia, todas, cobros))
                    .filter(debe -> debe.signum() > 0)
                    .toList();
            assertThat(segunElReporte.facturas()).as("invoices due on %s", dia).isEqualTo(segunLaCuenta.size());
            assertThat(segunElReporte.pendiente().euros())
                    .as("due on %s", dia)
                    .isEqualByComparingTo(segunLaCuenta.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    private record Factura(
            UUID id,
            LocalDate fecha,
            BigDecimal total,
            boolean anulada,
            @Nullable UUID rectificaA,
            boolean diferencia,
            @Nullable UUID sustituidaPor) {}

    private record Pago(UUID factura, BigDecimal importe, LocalDate desde, LocalDate hasta) {}

    private static BigDecimal debe(Factura factura, LocalDate dia, Map<UUID, Factura> todas, List<Pago> pagos) {
        Factura sustituta = factura.sustituidaPor() == null ? null : todas.get(factura.sustituidaPor());
        if (factura.anulada()
                || factura.fecha().isAfter(dia)
                || sustituta != null && !sustituta.fecha().isAfter(dia)) {
            return BigDecimal.ZERO;
        }
        BigDecimal pagado = pagos.stream()
                .filter(pago -> !pago.desde().isAfter(dia) && pago.hasta().isAfter(dia))
                .filter(pago -> acabaEn(factura.id(), Objects.requireNonNull(todas.get(pago.factura())), todas))
                .map(Pago::importe)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal quitado = todas.values().stream()
                .filter(otra -> otra.diferencia() && factura.id().equals(otra.rectificaA()))
                .filter(otra -> !otra.anulada() && !otra.fecha().isAfter(dia))
                .map(otra -> otra.total().negate().max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return factura.total().subtract(pagado).subtract(quitado);
    }

    /** Whether what is paid of an invoice counts for another: it is the same, or stands in its place. */
    private static boolean acabaEn(UUID vigente, Factura pagada, Map<UUID, Factura> todas) {
        Factura factura = pagada;
        while (!factura.id().equals(vigente)) {
            if (factura.sustituidaPor() == null) {
                return false;
            }
            factura = Objects.requireNonNull(todas.get(factura.sustituidaPor()));
        }
        return true;
    }

    private Map<UUID, Factura> facturas() {
        return jdbc
                .sql("select * from factura")
                .query((row, number) -> new Factura(
                        row.getObject("id", UUID.class),
                        row.getObject("fecha", LocalDate.class),
                        row.getBigDecimal("total"),
                        row.getObject("anulada_en") != null,
                        row.getObject("rectifica_a", UUID.class),
                        "diferencias".equals(row.getString("rectificacion")),
                        row.getObject("sustituida_por", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Factura::id, Function.identity()));
    }

    private List<Pago> pagos() {
        return jdbc.sql("select * from pago")
                .query((row, number) -> new Pago(
                        row.getObject("factura_id", UUID.class),
                        row.getBigDecimal("importe"),
                        row.getObject("fecha", LocalDate.class),
                        Objects.requireNonNullElse(row.getObject("fecha_devolucion", LocalDate.class), LocalDate.MAX)))
                .list();
    }

    private void emitir(LocalDate dia) {
        String cliente = CLIENTES.get(random.nextInt(CLIENTES.size()));
        nueva(shop.post(
                FACTURAS,
                json("{'fecha':'%s',%s,'items':[%s]}"
                        .formatted(dia, cliente, ShopProgram.item(10 + random.nextInt(90) + ".37", 21)))));
    }

    /** Some of it, or all; some weeks later, so that payments are noted in another order than that of their days. */
    private void pagar(LocalDate dia) {
        String factura = una(facturas);
        String importe = random.nextBoolean()
                ? "1." + (10 + random.nextInt(90))
                : shop.factura(factura).at("/pendiente").asString();
        Answer answer = shop.post(
                FACTURAS + "/" + factura + "/pagos",
                json("{'importe':%s,'fecha':'%s'}".formatted(importe, dia.plusDays(random.nextInt(30)))));
        if (contar(answer)) {
            pagos.add(answer.at("/id").asString());
        }
    }

    private void devolver(LocalDate dia) {
        if (!pagos.isEmpty()) {
            contar(shop.post(
                    "/api/pagos/" + una(pagos) + "/devolver",
                    json("{'fecha':'%s'}".formatted(dia.plusDays(random.nextInt(60))))));
        }
    }

    private void rectificar(LocalDate dia) {
        String factura = una(facturas);
        String como = random.nextBoolean()
                ? "'tipo':'diferencias','items':[{'descripcion':'Género','cantidad':-1,'precio':1.50,'iva':21}]"
                : "'tipo':'sustitucion','items':[" + ShopProgram.item(10 + random.nextInt(90) + ".10", 21) + "]";
        nueva(shop.rectificar(factura, "'fecha':'%s',%s".formatted(dia, como)));
    }

    private void canjear(LocalDate dia) {
        if (!simplificadas.isEmpty()) {
            nueva(shop.post(
                    FACTURAS + "/canjear",
                    json("{'facturas':['%s'],'fecha':'%s',%s}".formatted(una(simplificadas), dia, CLIENTES.get(0)))));
        }
    }

    private void nueva(Answer answer) {
        if (contar(answer)) {
            String id = answer.at("/id").asString();
            facturas.add(id);
            if (answer.at("/tipo").asString().equals("F2")) {
                simplificadas.add(id);
            }
        }
    }

    private boolean contar(Answer answer) {
        boolean hecho = answer.response().statusCode() < 300;
        hechos += hecho ? 1 : 0;
        return hecho;
    }

    private String una(List<String> ids) {
        return ids.isEmpty()
                ? UUID.randomUUID().toString()
                : Objects.requireNonNull(ids.get(random.nextInt(ids.size())));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
