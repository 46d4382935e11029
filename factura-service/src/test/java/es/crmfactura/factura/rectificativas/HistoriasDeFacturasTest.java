package es.crmfactura.factura.rectificativas;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.rectificativas.Documento.Clase;
import es.crmfactura.factura.rectificativas.Documento.Impuestos;
import es.crmfactura.factura.rectificativas.Documento.Linea;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random histories of a shop: issue, correct, exchange, pay, return and cancel, in any order and whether it is allowed or not.
 * {@code -Dhistorias} says how many, {@code -Dsemilla} which is the first.
 */
@FacturaTest
class HistoriasDeFacturasTest {

    private static final int HISTORIAS = Integer.getInteger("historias", 40);
    private static final long PRIMERA = Long.getLong("semilla", 1);
    private static final int PASOS = 30;
    private static final BigDecimal LIMITE = new BigDecimal("400.00");

    @Autowired
    private ShopProgram shop;

    private final List<Documento> documentos = new ArrayList<>();
    private Random azar = new Random();
    private String relato = "";

    @Test
    void whatIsDueOfEachInvoiceIsWhatAPlainRecomputationSays() {
        for (long semilla = PRIMERA; semilla < PRIMERA + HISTORIAS; semilla++) {
            azar = new Random(semilla);
            documentos.clear();
            relato = "-Dsemilla=" + semilla;
            for (int i = 0; i < PASOS; i++) {
                suceder();
            }
            documentos.forEach(this::comprobar);
        }
    }

    private void comprobar(Documento documento) {
        Answer answer = shop.factura(documento.id);
        String todo =
                relato + "\n" + documentos.stream().map(Documento::toString).collect(Collectors.joining("\n"));
        assertThat(answer.at("/estado").asString())
                .as("%s\n%s", documento, todo)
                .isEqualTo(documento.estado());
        assertImporte(answer, "/pagado", documento.pagado(), todo);
        assertImporte(answer, "/pendiente", documento.pendiente(), todo);
        if (!documento.anulada) {
            assertImporte(answer, "/compensado", documento.compensado(), todo);
        }
    }

    private static void assertImporte(Answer answer, String campo, BigDecimal esperado, String todo) {
        assertThat(answer.at(campo).decimalValue())
                .as("%s of %s\n%s", campo, answer.response().body(), todo)
                .isEqualByComparingTo(esperado);
    }

    private void suceder() {
        if (documentos.isEmpty() || azar.nextInt(10) < 2) {
            emitir();
            return;
        }
        Documento uno = documentos.get(azar.nextInt(documentos.size()));
        switch (azar.nextInt(10)) {
            case 0 -> anular(uno);
            case 1 -> sustituir(uno);
            case 2 -> quitarTodo(uno);
            case 3, 4 -> cambiar(uno);
            case 5 -> canjear();
            case 6 -> devolver(uno);
            default -> pagar(uno);
        }
    }

    private void emitir() {
        boolean simplificada = azar.nextBoolean();
        int retencion = !simplificada && azar.nextInt(3) == 0 ? 15 : 0;
        List<Linea> lineas = lineas(1, simplificada ? 40 : 300);
        Answer answer = shop.emitir(
                "'serie':'%s',%s".formatted(simplificada ? "SIM" : "FAC", retencion == 0 ? "" : "'retencion_irpf':15,"),
                lineas.stream().map(Linea::json).toArray(String[]::new));
        Impuestos impuestos = cambio(new Impuestos(), lineas);
        anotar(
                answer.status(201),
                simplificada ? Clase.SIMPLIFICADA : Clase.COMPLETA,
                impuestos,
                retencion,
                Documento.porcentaje(impuestos.base(), retencion),
                List.of());
    }

    /** @param signo 1 or, for any, 0 */
    private List<Linea> lineas(int signo, int euros) {
        List<Integer> tipos = List.of(21, 10, 4, 0);
        return Stream.generate(() -> new Linea(
                        (1 + azar.nextInt(3)) * (signo == 0 && azar.nextInt(4) > 0 ? -1 : 1),
                        BigDecimal.valueOf(1 + azar.nextInt(azar.nextInt(3) == 0 ? 20 : euros * 100), 2),
                        tipos.get(azar.nextInt(azar.nextInt(4) + 1))))
                .limit(1 + azar.nextInt(3))
                .toList();
    }

    /** The tax with these lines less the tax without them. */
    private static Impuestos cambio(Impuestos antes, List<Linea> lineas) {
        var bases = new Impuestos();
        lineas.forEach(linea -> bases.bases.merge(
                linea.iva(), linea.precio().multiply(BigDecimal.valueOf(linea.cantidad())), BigDecimal::add));
        var cambio = new Impuestos();
        bases.bases.forEach((tipo, base) -> {
            BigDecimal despues = Documento.porcentaje(
                    antes.bases.getOrDefault(tipo, BigDecimal.ZERO).add(base), tipo);
            cambio.bases.put(tipo, base);
            cambio.cuotas.put(tipo, despues.subtract(antes.cuotas.getOrDefault(tipo, BigDecimal.ZERO)));
        });
        return cambio;
    }

    private void quitarTodo(Documento uno) {
        Impuestos cambio = uno.impuestosDeCuenta().negados();
        BigDecimal retencion = uno.retencionDeCuenta().negate();
        Answer answer = shop.rectificar(uno.id, "'tipo':'diferencias','todo':true");
        if (esperado(answer, !cambio.sonNada() && admiteDiferencia(uno, cambio, retencion))) {
            anotar(answer, Clase.DIFERENCIA, cambio, uno.retencionIrpf, retencion, List.of(uno));
        }
    }

    private void cambiar(Documento uno) {
        List<Linea> lineas = lineas(0, 60);
        Impuestos cambio = cambio(uno.impuestosDeCuenta(), lineas);
        BigDecimal despues = Documento.porcentaje(uno.impuestosDeCuenta().base().add(cambio.base()), uno.retencionIrpf);
        BigDecimal retencion = despues.subtract(uno.retencionDeCuenta());
        Answer answer = shop.rectificar(uno.id, "'tipo':'diferencias','items':[%s]".formatted(json(lineas)));
        if (esperado(answer, admiteDiferencia(uno, cambio, retencion))) {
            anotar(answer, Clase.DIFERENCIA, cambio, uno.retencionIrpf, retencion, List.of(uno));
        }
    }

    private boolean admiteDiferencia(Documento uno, Impuestos cambio, BigDecimal retencion) {
        BigDecimal total = cambio.bruto().subtract(retencion);
        BigDecimal queda = uno.impuestosDeCuenta().bruto().subtract(uno.retencionDeCuenta());
        boolean quita = total.signum() <= 0;
        return vale(uno)
                && (uno.clase != Clase.DIFERENCIA || uno.total().signum() > 0)
                && uno.impuestosDeFamilia().bastanPara(cambio)
                && (!quita
                        || uno.impuestosDeCuenta().bastanPara(cambio)
                                && queda.add(total).signum() >= 0)
                && cabeEnSimplificada(
                        uno,
                        cambio.bruto(),
                        uno.impuestosDeFamilia().mas(cambio).bruto());
    }

    private static boolean cabeEnSimplificada(Documento uno, BigDecimal cambio, BigDecimal suma) {
        return !uno.esSimplificada() || cambio.signum() <= 0 || suma.compareTo(LIMITE) <= 0;
    }

    private static boolean vale(Documento uno) {
        return !uno.anulada && uno.sustituta() == null;
    }

    private void sustituir(Documento uno) {
        List<Linea> lineas = lineas(1, 200);
        Impuestos impuestos = cambio(new Impuestos(), lineas);
        Answer answer = shop.rectificar(uno.id, "'tipo':'sustitucion','items':[%s]".formatted(json(lineas)));
        boolean cabe = cabeEnSimplificada(uno, impuestos.bruto(), impuestos.bruto());
        if (esperado(
                answer,
                vale(uno) && uno.clase != Clase.DIFERENCIA && uno.diferencias().isEmpty() && cabe)) {
            BigDecimal retencion = Documento.porcentaje(impuestos.base(), uno.retencionIrpf);
            anotar(answer, Clase.SUSTITUTA, impuestos, uno.retencionIrpf, retencion, List.of(uno));
        }
    }

    private void canjear() {
        List<Documento> algunas = documentos.stream()
                .filter(uno -> uno.esSimplificada() && azar.nextBoolean())
                .toList();
        if (algunas.isEmpty()) {
            return;
        }
        String nombres = algunas.stream().map(uno -> '"' + uno.numero + '"').collect(Collectors.joining(","));
        Answer answer = shop.post("/api/facturas/canjear", """
                {"facturas":[%s],"cliente":{"nombre_completo":"Bar Manolo S.L.","cif_nif":"B12345674"}}""".formatted(nombres));
        boolean cabe = algunas.stream()
                .allMatch(uno -> uno.clase == Clase.SIMPLIFICADA
                        && vale(uno)
                        && uno.diferencias().isEmpty());
        if (esperado(answer, cabe)) {
            Impuestos suma = algunas.stream().map(uno -> uno.impuestos).reduce(new Impuestos(), Impuestos::mas);
            anotar(answer, Clase.CANJE, suma, 0, new BigDecimal("0.00"), algunas);
        }
    }

    private void pagar(Documento uno) {
        BigDecimal pendiente = uno.pendiente();
        BigDecimal importe = azar.nextBoolean() && pendiente.signum() > 0
                ? pendiente
                : BigDecimal.valueOf(1 + azar.nextInt(20_000), 2);
        Answer answer = shop.pagar(uno.id, importe.toString());
        if (esperado(answer, importe.compareTo(pendiente) <= 0)) {
            uno.pagos.put(answer.at("/id").asString(), importe);
        }
    }

    private void devolver(Documento uno) {
        uno.pagos.keySet().stream().findFirst().ifPresent(pago -> {
            shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
            uno.pagos.remove(pago);
        });
    }

    private void anular(Documento uno) {
        boolean cabe = uno.pagos.isEmpty()
                && uno.sustituta() == null
                && uno.diferencias().isEmpty();
        if (uno.clase == Clase.DIFERENCIA && !uno.anulada) {
            Impuestos sin = uno.impuestos.negados();
            cabe &= uno.impuestosDeFamilia().bastanPara(sin)
                    && (uno.total().signum() > 0
                            || uno.anteriores.get(0).impuestosDeCuenta().bastanPara(sin));
        }
        if (esperado(shop.anular(uno.id), cabe)) {
            uno.anulada = true;
        }
    }

    private boolean esperado(Answer answer, boolean cabe) {
        assertThat(answer.response().statusCode() < 400)
                .as(
                        "%s\n%s\n%s",
                        answer.response().body(),
                        relato,
                        documentos.stream().map(Documento::toString).collect(Collectors.joining("\n")))
                .isEqualTo(cabe);
        return cabe;
    }

    private void anotar(
            Answer answer,
            Clase clase,
            Impuestos impuestos,
            int retencionIrpf,
            BigDecimal retencion,
            List<Documento> anteriores) {
        var documento = new Documento(
                documentos,
                answer.at("/id").asString(),
                answer.at("/numero").asString(),
                clase,
                impuestos,
                retencionIrpf,
                retencion,
                anteriores);
        assertImporte(answer, "/total", documento.total(), relato);
        documentos.add(documento);
    }

    private static String json(List<Linea> lineas) {
        return lineas.stream().map(Linea::json).collect(Collectors.joining(","));
    }
}
