package es.crmfactura.factura.emision;

import static es.crmfactura.factura.CrmVoice.datos;
import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Recargo de equivalencia, what bears no IVA, and income tax withheld. */
@FacturaTest
class ImpuestosDeFacturaTest {

    private static final String CON_RECARGO =
            "{'descripcion':'Pan','cantidad':1,'precio':100,'iva':4,'recargo':'0.50'}";
    private static final String EXENTA = "{'descripcion':'Curso','cantidad':1,'precio':200,'exencion':'E1'}";
    private static final String INVERSION = "{'descripcion':'Obra','cantidad':1,'precio':50,'iva':0,'exencion':'S2'}";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void anInvoiceWithAllOfThemIsIssuedAndReadBackAsItWasAnswered() {
        int ejercicio = unEjercicio();
        Answer emitida = conTodo("'fecha':'%d-02-01','total':330.00,".formatted(ejercicio))
                .status(201)
                .has("/items/0/exencion", null)
                .has("/items/0/iva", 4)
                .has("/items/0/recargo", 0.5)
                .has("/items/1/exencion", "E1")
                .has("/items/1/iva", 0)
                .has("/items/1/recargo", 0)
                .has("/items/2/exencion", "S2")
                .hasAmount("/base_imponible", "350.00")
                .hasAmount("/cuota_iva", "4.00")
                .has("/recargo", 0.5)
                .has("/retencion_irpf", 7)
                .hasAmount("/retencion", "24.50")
                .hasAmount("/total", "330.00")
                .hasAmount("/pendiente", "330.00")
                .has(
                        "/menciones",
                        List.of(
                                "Operación exenta conforme al artículo 20 de la Ley 37/1992",
                                "Inversión del sujeto pasivo"));
        desgloseDeTodo(emitida);
        JsonNode issued = emitida.at("");
        assertThat(shop.get(FACTURAS + "/" + id(emitida)).status(200).at("")).isEqualTo(issued);
        assertThat(shop.get(FACTURAS + "?desde=%d-02-01&hasta=%d-02-01".formatted(ejercicio, ejercicio))
                        .status(200)
                        .at("/facturas/0"))
                .isEqualTo(issued);
    }

    @Test
    void aDraftShowsThemAndIsIssuedWithThem() {
        Answer borrador = conTodo("'borrador':true,")
                .status(201)
                .has("/estado", "borrador")
                .has("/retencion_irpf", 7)
                .hasAmount("/retencion", "24.50")
                .hasAmount("/total", "330.00");
        desgloseDeTodo(borrador);
        assertThat(shop.get(FACTURAS + "/" + id(borrador)).at("")).isEqualTo(borrador.at(""));
        Answer emitida = emitir(id(borrador)).status(200);
        for (String campo : List.of(
                "items",
                "desglose",
                "base_imponible",
                "cuota_iva",
                "recargo",
                "retencion_irpf",
                "retencion",
                "total",
                "menciones")) {
            assertThat(emitida.at("/" + campo)).as(campo).isEqualTo(borrador.at("/" + campo));
        }
    }

    @Test
    void othersAreToldOfThem() {
        var contada =
                (FacturaEmitida) log.of(id(conTodo("").status(201))).get(0).payload();
        assertThat(contada.recargo()).isEqualTo("0.50");
        assertThat(contada.retencion()).isEqualTo("24.50");
        assertThat(contada.total()).isEqualTo("330.00");
        assertThat(contada.lineas()).extracting(FacturaEmitida.Linea::exencion).containsExactly(null, "E1", "S2");
        assertThat(contada.lineas().get(0).recargo()).isEqualTo("0.5");
        assertThat(contada.desglose())
                .containsExactly(
                        impuesto("0", "200.00", "0.00", "0", "0.00", "E1"),
                        impuesto("0", "50.00", "0.00", "0", "0.00", "S2"),
                        impuesto("4", "100.00", "4.00", "0.5", "0.50", null));
    }

    @Test
    void withTheTaxInThePricesTheRecargoIsInThemToo() {
        shop.emitir(
                        "'iva_incluido':true,'total':126.20,",
                        "{'descripcion':'Vino','cantidad':1,'precio':126.20,'recargo':5.2}")
                .status(201)
                .has("/items/0/precio", 100.0)
                .has("/items/0/importe", 100.0)
                .hasAmount("/base_imponible", "100.00")
                .hasAmount("/cuota_iva", "21.00")
                .has("/recargo", 5.2);
    }

    @Test
    void whatIsWithheldIsNotDue() {
        String id = id(shop.emitir("'retencion_irpf':15.00,", item("100", 21)).status(201));
        pagar(id, "106.01").problem(422, "pago_excesivo").hasAmount("/pendiente", "106.00");
        pagar(id, "106.00").status(201);
        shop.get(FACTURAS + "/" + id).has("/estado", "pagada").hasAmount("/pendiente", "0.00");
    }

    @Test
    void theControlIsWhatTheClientOwes() {
        String detalle = shop.emitir("'retencion_irpf':15,'total':121,", item("100", 21))
                .problem(422, "total_distinto")
                .hasAmount("/total_calculado", "106.00")
                .at("/detail")
                .asString();
        assertThat(detalle).contains("106.00", "121.00");
    }

    @Test
    void theLimitOfASimplifiedInvoiceCountsTheRecargo() {
        // 320 at 21 and 5.2 percent are 403.84
        shop.emitir("'serie':'SIM',", "{'descripcion':'x','cantidad':1,'precio':320,'recargo':5.2}")
                .problem(422, "simplificada_demasiado_grande");
        shop.emitir("'serie':'SIM',", item("320", 21)).status(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'iva':7|iva|tiene que ser 21, 10, 4 o 0",
                "'exencion':'E7'|exencion|tiene que ser uno de: E1, E2, E3, E4, E5, E6, N1, N2, S2",
                "'exencion':'E1','iva':21|iva|con exencion tiene que ser 0, o no enviarse",
                "'exencion':'S2','recargo':5.2|recargo|no cabe con exencion: no lo envíe",
                "'recargo':5|recargo|con el IVA al 21 tiene que ser 5.2 o 1.75",
                "'recargo':-5.2|recargo|con el IVA al 21 tiene que ser 5.2 o 1.75",
                "'iva':21,'recargo':1.4|recargo|con el IVA al 21 tiene que ser 5.2 o 1.75",
                "'iva':10,'recargo':5.2|recargo|con el IVA al 10 tiene que ser 1.4",
                "'iva':4,'recargo':1.4|recargo|con el IVA al 4 tiene que ser 0.5",
                "'iva':0,'recargo':0.5|recargo|no cabe con el IVA al 0: no lo envíe"
            })
    void aLineThatCannotBeTaxedSoIsRefusedSayingWhatCanBe(String impuestos, String campo, String mensaje) {
        String linea = "{'descripcion':'x','cantidad':1,'precio':1,%s}".formatted(impuestos);
        rechazada("", linea)
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "items[0]." + campo)
                .has("/errores/0/mensaje", mensaje);
        shop.emitir("'borrador':true,", linea).problem(422, "campos_invalidos");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retencion_irpf':16,|tiene que ser 15, 7 o 19; si no hay retención, no lo envíe",
                "'retencion_irpf':0,|tiene que ser 15, 7 o 19; si no hay retención, no lo envíe",
                "'retencion_irpf':15,'serie':'SIM',|no cabe en una factura simplificada: pida la serie FAC"
            })
    void aRetentionThatCannotBeIsRefusedSayingWhatCanBe(String fields, String mensaje) {
        rechazada(fields, item("1", 21))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "retencion_irpf")
                .has("/errores/0/mensaje", mensaje);
        shop.emitir("'borrador':true," + fields, item("1", 21)).problem(422, "campos_invalidos");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void whoHasNoTaxIdWithholdsNothing(String precio) {
        String detalle = sinEfecto(ejercicio -> shop.post(
                        FACTURAS,
                        factura("'fecha':'%d-01-01','retencion_irpf':15,".formatted(ejercicio), item(precio, 21))
                                .replace(",\"cif_nif\":\"B12345674\"", "")))
                .problem(422, "retencion_no_permitida")
                .has("/errores/0/campo", "cliente.cif_nif")
                .at("/detail")
                .asString();
        assertThat(detalle).contains("complete los datos del cliente en el CRM", "no envíe retencion_irpf");
    }

    @Test
    void aPrivatePersonWithholdsNothingByItsIdOrByItsTaxId() {
        UUID ana = UUID.randomUUID();
        crm.tell(new ClienteCreado(ana, particular("Ana", "X2482300W"), null), 0);
        String fields = "'fecha':'%d-01-01','retencion_irpf':15,";
        for (String cliente : List.of(
                "\"cliente_crm_id\":\"" + ana + "\"",
                "\"cliente\":{\"nombre_completo\":\"Ana\",\"cif_nif\":\"X2482300W\"}")) {
            String detalle = sinEfecto(ejercicio -> shop.post(
                            FACTURAS,
                            factura(fields.formatted(ejercicio), item("100", 21))
                                    .replaceFirst("\"cliente\":\\{.*?\\}", cliente)))
                    .problem(422, "retencion_no_permitida")
                    .has("/errores/0/campo", "retencion_irpf")
                    .at("/detail")
                    .asString();
            assertThat(detalle).contains("corrija su tipo_cliente en el CRM");
        }
        crm.tell(new ClienteCreado(ana, datos("Ana", null, "X2482300W"), null), 1);
        shop.post(FACTURAS, """
                {"cliente_crm_id":"%s","retencion_irpf":15,"items":[{"descripcion":"x","cantidad":1,"precio":100}]}""".formatted(ana)).status(201);
    }

    @Test
    void aDraftWhoseClientWithholdsNothingStaysADraft() {
        UUID ana = UUID.randomUUID();
        String id = id(shop.post(FACTURAS, """
                        {"borrador":true,"cliente_crm_id":"%s","retencion_irpf":15,
                         "items":[{"descripcion":"x","cantidad":1,"precio":100}]}""".formatted(ana)).status(201));
        crm.tell(new ClienteCreado(ana, particular("Ana", "12345678Z"), null), 0);
        emitir(id).problem(422, "retencion_no_permitida");
        shop.get(FACTURAS + "/" + id).has("/estado", "borrador");
        assertThat(log.of(id)).isEmpty();
    }

    @Test
    void theExampleOfTheDocumentIsAnInvoice() {
        JsonNode ejemplo = shop.get("/openapi.json").at("/components/schemas/NuevaFactura/example");
        shop.post(FACTURAS, ejemplo.toString()).status(201).hasAmount("/total", "254.50");
    }

    @Test
    void whatIsAnsweredForALineCanBeSentAgain() {
        shop.emitir("", "{'descripcion':'x','cantidad':1,'precio':1,'iva':21,'recargo':0,'exencion':null}")
                .status(201);
        shop.emitir("", "{'descripcion':'x','cantidad':1,'precio':1,'iva':0,'recargo':0,'exencion':'N1'}")
                .status(201)
                .has("/menciones", List.of("Operación no sujeta al IVA"));
    }

    private Answer conTodo(String fields) {
        return shop.emitir(fields + "'retencion_irpf':7,", CON_RECARGO, EXENTA, INVERSION);
    }

    private static void desgloseDeTodo(Answer factura) {
        factura.has("/desglose/0/exencion", "E1")
                .has("/desglose/0/base", 200.0)
                .has("/desglose/0/cuota", 0.0)
                .has("/desglose/1/exencion", "S2")
                .has("/desglose/1/base", 50.0)
                .has("/desglose/2/exencion", null)
                .has("/desglose/2/tipo", 4)
                .has("/desglose/2/base", 100.0)
                .has("/desglose/2/cuota", 4.0)
                .has("/desglose/2/recargo_tipo", 0.5)
                .has("/desglose/2/recargo", 0.5)
                .lacks("/desglose/3");
    }

    /** Nothing was written and no number used: in a year of its own the next invoice is the first. */
    private Answer rechazada(String fields, String linea) {
        return sinEfecto(ejercicio -> shop.emitir("'fecha':'%d-01-01',".formatted(ejercicio) + fields, linea));
    }

    private interface Peticion {
        Answer en(int ejercicio);
    }

    private Answer sinEfecto(Peticion peticion) {
        int ejercicio = unEjercicio();
        long contado = log.count();
        Answer answer = peticion.en(ejercicio);
        assertThat(log.count()).isEqualTo(contado);
        shop.get(FACTURAS + "?desde=%d-01-01&hasta=%d-12-31".formatted(ejercicio, ejercicio))
                .has("/total", 0);
        shop.emitir("'fecha':'%d-01-01',".formatted(ejercicio), item("1", 21))
                .status(201)
                .has("/numero", "FAC-%d-000001".formatted(ejercicio));
        return answer;
    }

    private Answer emitir(String id) {
        return shop.post(FACTURAS + "/" + id + "/emitir", "");
    }

    private Answer pagar(String id, String importe) {
        return shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\":" + importe + "}");
    }

    private static String id(Answer answer) {
        return answer.at("/id").asString();
    }

    private static DatosCliente particular(String nombre, String cifNif) {
        return new DatosCliente(nombre, null, "particular", null, cifNif, "activo");
    }

    private static FacturaEmitida.Impuesto impuesto(
            String tipo, String base, String cuota, String recargoTipo, String recargo, @Nullable String exencion) {
        return new FacturaEmitida.Impuesto(
                new BigDecimal(tipo),
                new BigDecimal(base),
                new BigDecimal(cuota),
                new BigDecimal(recargoTipo),
                new BigDecimal(recargo),
                exencion);
    }
}
