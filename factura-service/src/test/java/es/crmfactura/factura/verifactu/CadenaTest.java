package es.crmfactura.factura.verifactu;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FacturaTest
class CadenaTest {

    private static final Instant MOMENTO = Instant.parse("2026-10-25T00:59:59.999Z");

    @Autowired
    private ShopProgram shop;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RegistrosReadModel registros;

    @Test
    void eachInvoiceAndEachCancellationContinuesTheChainOfItsIssuer() {
        Answer una = shop.emitir("", item("10", 21)).status(201);
        Answer otra = shop.emitir("'serie':'SIM',", item("20", 10)).status(201);
        anular(una);
        List<Encadenado> tres = registros.despuesDe(cadena(), posicion(una), 2);
        assertThat(Stream.of(alta(una), tres.get(0), tres.get(1)).map(Encadenado::registro))
                .extracting(Registro::tipo, r -> r.factura().numero())
                .containsExactly(
                        tuple(Registro.Tipo.alta, numero(una)),
                        tuple(Registro.Tipo.alta, numero(otra)),
                        tuple(Registro.Tipo.anulacion, numero(una)));
        assertThat(tres.get(0).registro().huellaAnterior())
                .isEqualTo(una.at("/huella").asString());
        assertThat(tres.get(1).registro().huellaAnterior())
                .isEqualTo(otra.at("/huella").asString());
        assertThat(tres.get(0).anterior()).isEqualTo(alta(una).registro().factura());
        shop.get(FACTURAS + "/" + id(otra)).has("/huella", otra.at("/huella").asString());
        shop.get(FACTURAS + "/" + id(otra)).has("/qr_url", otra.at("/qr_url").asString());
    }

    @Test
    void whatIsRefusedLeavesNoTraceInTheChain() {
        long antes = ultima();
        shop.emitir("'total':1,", item("10", 21)).problem(422, "total_distinto");
        shop.post(FACTURAS, factura("", item("1", 21)).replace("B12345674", "B99999997"))
                .problem(422, "regla_verifactu");
        assertThat(ultima()).isEqualTo(antes);
    }

    @Test
    void whoCancelsTwiceIsRegisteredOnce() {
        Answer factura = shop.emitir("", item("10", 21)).status(201);
        anular(factura);
        long antes = ultima();
        anular(factura);
        assertThat(ultima()).isEqualTo(antes);
    }

    @Test
    void manyAtTheSameTimeMakeOneLine() throws Exception {
        long antes = ultima();
        Callable<Answer> trabajo = () -> {
            Answer emitida = shop.emitir(azar() % 2 == 0 ? "" : "'serie':'SIM',", item("1", 21))
                    .status(201);
            return azar() % 3 == 0 ? anular(emitida) : emitida;
        };
        var threads = Executors.newFixedThreadPool(16);
        try {
            for (Future<Answer> hecha : threads.invokeAll(
                    IntStream.range(0, 160).mapToObj(i -> trabajo).toList())) {
                hecha.get();
            }
        } finally {
            threads.shutdown();
        }
        List<Encadenado> nuevos = registros.despuesDe(cadena(), antes, 1000);
        assertThat(nuevos).hasSizeGreaterThanOrEqualTo(160);
        for (int i = 1; i < nuevos.size(); i++) {
            Registro anterior = nuevos.get(i - 1).registro();
            Registro registro = nuevos.get(i).registro();
            assertThat(registro.posicion()).isEqualTo(anterior.posicion() + 1);
            assertThat(registro.huellaAnterior()).isEqualTo(anterior.huella());
        }
        assertThat(nuevos.stream()
                        .map(Encadenado::registro)
                        .filter(r -> r.tipo() == Registro.Tipo.alta)
                        .map(r -> r.factura().numero())
                        .filter(numero -> numero.startsWith("FAC")))
                .as("within a series the chain goes as its numbers do")
                .isSorted();
    }

    private static int azar() {
        return ThreadLocalRandom.current().nextInt(6);
    }

    @Test
    void timeDoesNotRunBackwardsAlongAChainWhateverTheClockDoes() {
        var ultimo = new Tramo.Cabeza(1, "B99999997", "Ana", 7, "A".repeat(64), MOMENTO.plusSeconds(3600));
        assertThat(registroA(ultimo, MOMENTO).generado()).isEqualTo("2026-10-25T02:59:59+01:00");
        assertThat(registroA(ultimo, MOMENTO.plusSeconds(3602)).generado()).isEqualTo("2026-10-25T03:00:01+01:00");
    }

    @Test
    void theHourThatComesTwiceIsToldApartByItsOffset() {
        var vacia = new Tramo.Cabeza(1, "B99999997", "Ana", 0, null, null);
        assertThat(registroA(vacia, MOMENTO).generado()).isEqualTo("2026-10-25T02:59:59+02:00");
        assertThat(registroA(vacia, MOMENTO.plusSeconds(1)).generado()).isEqualTo("2026-10-25T02:00:00+01:00");
    }

    private static Registro registroA(Tramo.Cabeza cabeza, Instant ahora) {
        Clock clock = Clock.fixed(ahora, ZoneId.of("Europe/Madrid"));
        return new Tramo(cabeza, SistemaDePrueba.SISTEMA, clock)
                .anulacion(
                        UUID.randomUUID(),
                        new Referencia("B99999997", "FAC-2026-000001", "25-10-2026"),
                        null,
                        null,
                        false);
    }

    private Answer anular(Answer factura) {
        return shop.post(FACTURAS + "/" + id(factura) + "/anular", "{\"motivo\":\"Emitida dos veces\"}")
                .status(200);
    }

    private Encadenado alta(Answer factura) {
        return registros.despuesDe(cadena(), posicion(factura) - 1, 1).get(0);
    }

    private long posicion(Answer factura) {
        return jdbc.sql("select posicion from verifactu_registro where factura_id = ?::uuid and tipo = 'alta'")
                .param(id(factura))
                .query(Long.class)
                .single();
    }

    private int cadena() {
        return jdbc.sql("select id from verifactu_cadena where nif = 'B99999997'")
                .query(Integer.class)
                .single();
    }

    private long ultima() {
        return jdbc.sql("select coalesce(max(posicion), 0) from verifactu_registro")
                .query(Long.class)
                .single();
    }

    private static String id(Answer factura) {
        return factura.at("/id").asString();
    }

    private static String numero(Answer factura) {
        return factura.at("/numero").asString();
    }
}
