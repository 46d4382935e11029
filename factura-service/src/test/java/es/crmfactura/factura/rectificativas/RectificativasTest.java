package es.crmfactura.factura.rectificativas;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.messaging.Event;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class RectificativasTest {

    private static final String TODO = "'tipo':'diferencias','todo':true";
    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void takingEverythingBackGivesZeroForEachTaxAndIsADocumentOfItsOwn() {
        String fecha = "'fecha':'%d-03-01',".formatted(unEjercicio());
        Answer original = shop.emitir(
                        fecha + "'retencion_irpf':15,'forma_pago':'transferencia',",
                        "{'descripcion':'Género','cantidad':3,'precio':33.33,'recargo':5.2}",
                        item("10.05", 10),
                        item("7.77", 4),
                        "{'descripcion':'Curso','cantidad':1,'precio':50,'exencion':'E1'}")
                .status(201);
        String id = id(original);
        Answer rectificativa = shop.rectificar(id, fecha + TODO).status(201);
        rectificativa
                .has("/serie", "REC")
                .has("/tipo", "R1")
                .has("/estado", "pagada")
                .has("/forma_pago", "transferencia")
                .has("/items/0/cantidad", -3)
                .has("/items/0/importe", -99.99)
                .has(
                        "/rectifica",
                        Map.of(
                                "id",
                                id,
                                "numero",
                                texto(original, "/numero"),
                                "tipo",
                                "diferencias",
                                "motivo",
                                "Devuelve el género"))
                .has("/rectificada_por", List.of())
                .hasAmount("/pendiente", "0.00");
        assertThat(texto(rectificativa, "/numero"))
                .isEqualTo("REC-%s-000001".formatted(texto(original, "/fecha").substring(0, 4)));
        assertThat(rectificativa.header("Location")).isEqualTo(FACTURAS + "/" + id(rectificativa));
        for (String importe : List.of("/base_imponible", "/cuota_iva", "/recargo", "/retencion", "/total")) {
            assertThat(importe(rectificativa, importe))
                    .as(importe)
                    .isEqualByComparingTo(importe(original, importe).negate());
        }
        for (int i = 0; i < 4; i++) {
            for (String importe : List.of("base", "cuota", "recargo")) {
                String tax = "/desglose/" + i + "/" + importe;
                assertThat(importe(rectificativa, tax))
                        .as(tax)
                        .isEqualByComparingTo(importe(original, tax).negate());
            }
        }
        Answer rectificada = shop.factura(id)
                .has("/estado", "rectificada")
                .has("/version", 2)
                .hasAmount("/pagado", "0.00")
                .hasAmount("/pendiente", "0.00")
                .has("/rectificada_por/0/id", id(rectificativa))
                .has("/rectificada_por/0/numero", texto(rectificativa, "/numero"))
                .has("/rectificada_por/0/tipo", "diferencias")
                .has("/rectificada_por/0/motivo", "Devuelve el género")
                .lacks("/rectificada_por/1");
        assertThat(importe(rectificada, "/compensado")).isEqualByComparingTo(importe(original, "/total"));
        assertThat(importe(rectificada, "/rectificada_por/0/total"))
                .isEqualByComparingTo(importe(rectificativa, "/total"));
        assertThat(shop.factura(id(rectificativa)).response().body())
                .isEqualTo(rectificativa.response().body());
    }

    @Test
    void whatIsTakenOffIsNotDueAnyMore() {
        String id = shop.unaFactura();
        shop.pagar(id, "21").status(201);
        quitar(id, "50").status(201).hasAmount("/total", "-60.50").hasAmount("/pendiente", "0.00");
        shop.factura(id)
                .has("/estado", "parcialmente_pagada")
                .hasAmount("/compensado", "60.50")
                .hasAmount("/pendiente", "39.50");
        shop.pagar(id, "39.51").problem(422, "pago_excesivo").hasAmount("/pendiente", "39.50");
        String pago = id(shop.pagar(id, "39.50").status(201));
        shop.factura(id)
                .has("/estado", "rectificada")
                .hasAmount("/pagado", "60.50")
                .hasAmount("/pendiente", "0.00");
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        shop.factura(id).has("/estado", "parcialmente_pagada").hasAmount("/pendiente", "39.50");
    }

    @Test
    void whatIsTakenBackAfterItWasPaidIsDueOfNobody() {
        String id = shop.unaFactura();
        shop.pagar(id, "121").status(201);
        shop.rectificar(id, TODO).status(201);
        shop.factura(id).has("/estado", "pagada").hasAmount("/pagado", "121.00").hasAmount("/pendiente", "0.00");
        shop.pagar(id, "0.01").problem(422, "pago_excesivo");
    }

    @Test
    void nothingIsEverDueOfWhatTakesOff() {
        String rectificativa = id(quitar(shop.unaFactura(), "50").status(201));
        shop.pagar(rectificativa, "1").problem(422, "pago_excesivo");
        shop.factura(rectificativa).has("/estado", "pagada");
    }

    @Test
    void whatIsAddedIsDueByItself() {
        String id = shop.unaFactura();
        shop.pagar(id, "121").status(201);
        String mas = id(cambiar(id, linea("1", "10", 21)).status(201).has("/estado", "emitida"));
        shop.factura(id).has("/estado", "pagada").hasAmount("/compensado", "0.00");
        shop.pagar(mas, "12.10").status(201);
        shop.factura(mas).has("/estado", "pagada");
    }

    @Test
    void anInvoiceInItsPlaceTakesWhatWasPaidOver() {
        String id = shop.unaFactura();
        shop.pagar(id, "50").status(201);
        Answer sustituta = sustituir(id, "90").status(201);
        sustituta
                .has("/tipo", "R1")
                .has("/estado", "emitida")
                .has("/rectifica/tipo", "sustitucion")
                .hasAmount("/total", "108.90")
                .hasAmount("/pagado", "0.00")
                .hasAmount("/compensado", "50.00")
                .hasAmount("/pendiente", "58.90");
        shop.factura(id)
                .has("/estado", "rectificada")
                .hasAmount("/pagado", "50.00")
                .hasAmount("/pendiente", "0.00")
                .has("/rectificada_por/0/tipo", "sustitucion");
        String numero = texto(sustituta, "/numero");
        shop.pagar(id, "1").problem(409, "factura_rectificada").has("/sustituida_por", numero);
        shop.pagar(id(sustituta), "58.91").problem(422, "pago_excesivo");
        shop.pagar(id(sustituta), "58.90").status(201);
        shop.factura(id(sustituta)).has("/estado", "pagada").hasAmount("/pagado", "58.90");
    }

    @Test
    void aPaymentThatComesBackIsDueOfTheLatestInItsPlace() {
        String id = shop.unaFactura();
        String pago = id(shop.pagar(id, "121").status(201));
        String segunda = id(sustituir(id, "100").status(201).has("/estado", "pagada"));
        String tercera = id(sustituir(segunda, "50").status(201).has("/estado", "pagada"));
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        shop.factura(id).has("/estado", "rectificada").hasAmount("/pagado", "0.00");
        shop.factura(segunda).has("/estado", "rectificada").hasAmount("/compensado", "0.00");
        shop.factura(tercera)
                .has("/estado", "emitida")
                .hasAmount("/compensado", "0.00")
                .hasAmount("/pendiente", "60.50");
    }

    @Test
    void theLatestInItsPlaceIsTheOneToCorrectAndToPay() {
        String id = shop.unaFactura();
        Answer segunda = sustituir(id, "100").status(201);
        Answer tercera = sustituir(id(segunda), "80").status(201);
        for (String vieja : List.of(id, id(segunda))) {
            shop.rectificar(vieja, TODO)
                    .problem(409, "factura_rectificada")
                    .has("/sustituida_por", texto(tercera, "/numero"));
            shop.pagar(vieja, "1")
                    .problem(409, "factura_rectificada")
                    .has("/sustituida_por", texto(tercera, "/numero"));
        }
        shop.rectificar(id(tercera), TODO).status(201).hasAmount("/total", "-96.80");
    }

    @Test
    void partsComeToTheWholeToTheCent() {
        String id = id(shop.emitir("", "{'descripcion':'Pieza','cantidad':3,'precio':0.03}")
                .status(201)
                .hasAmount("/base_imponible", "0.09")
                .hasAmount("/cuota_iva", "0.02"));
        // each by itself would take 0.01 off
        quitar(id, "0.03").status(201).hasAmount("/cuota_iva", "-0.01");
        quitar(id, "0.03").status(201).hasAmount("/cuota_iva", "0.00");
        quitar(id, "0.03").status(201).hasAmount("/cuota_iva", "-0.01");
        shop.factura(id).has("/estado", "rectificada").hasAmount("/compensado", "0.11");
        shop.rectificar(id, TODO).problem(422, "rectificacion_excesiva");
    }

    @Test
    void whatIsLeftAfterAPartIsTakenBackAsAWhole() {
        String id = shop.unaFactura();
        quitar(id, "40").status(201);
        shop.rectificar(id, TODO)
                .status(201)
                .hasAmount("/base_imponible", "-60.00")
                .hasAmount("/total", "-72.60")
                .has("/items/0/cantidad", -1)
                .has("/items/1/cantidad", 1);
    }

    @Test
    void withTheTaxInThePricesItIsTakenBackToTheCentToo() {
        String id = id(shop.emitir("'iva_incluido':true,", "{'descripcion':'Chicle','cantidad':8000,'precio':0.01}")
                .status(201)
                .hasAmount("/total", "80.00"));
        shop.rectificar(
                        id,
                        "'tipo':'diferencias','iva_incluido':true,'items':[%s]".formatted(linea("-2000", "0.01", 21)))
                .status(201)
                .hasAmount("/total", "-20.00");
        shop.rectificar(id, TODO).status(201).hasAmount("/total", "-60.00");
        shop.factura(id).has("/estado", "rectificada");
    }

    @Test
    void aWrongRateIsPutRight() {
        String id = shop.unaFactura();
        cambiar(id, linea("-1", "100", 21), linea("1", "100", 10))
                .status(201)
                .hasAmount("/base_imponible", "0.00")
                .hasAmount("/cuota_iva", "-11.00")
                .hasAmount("/total", "-11.00");
        shop.rectificar(id, TODO).status(201).hasAmount("/total", "-110.00");
    }

    @Test
    void nothingIsTakenOffThatIsNotThere() {
        String id = shop.unaFactura();
        quitar(id, "60").status(201);
        quitar(id, "40.01").problem(422, "rectificacion_excesiva");
        cambiar(id, linea("-1", "1", 10)).problem(422, "rectificacion_excesiva");
        cambiar(id, "{'descripcion':'Curso','cantidad':-1,'precio':1,'exencion':'E1'}")
                .problem(422, "rectificacion_excesiva");
        quitar(id, "40").status(201);
        shop.factura(id).hasAmount("/pendiente", "0.00");
    }

    @Test
    void whatADifferenceHasAddedIsTakenOffThatDifference() {
        String id = shop.unaFactura();
        Answer mas = cambiar(id, linea("1", "50", 21)).status(201);
        quitar(id, "100.01").problem(422, "rectificacion_excesiva");
        quitar(id(mas), "20").status(201);
        shop.factura(id(mas)).hasAmount("/pendiente", "36.30");
        quitar(id(mas), "30.01").problem(422, "rectificacion_excesiva");
        shop.rectificar(id(mas), TODO).status(201);
        shop.factura(id(mas)).has("/estado", "rectificada");
        shop.rectificar(id, TODO).status(201).hasAmount("/total", "-121.00");
    }

    @Test
    void whatTakesOffIsNotCorrectedButWhatItCorrects() {
        Answer original = shop.emitir("", item("100", 21)).status(201);
        Answer menos = quitar(id(original), "50").status(201);
        for (String fields : List.of(TODO, "'tipo':'diferencias','items':[%s]".formatted(linea("1", "1", 21)))) {
            shop.rectificar(id(menos), fields)
                    .problem(409, "rectificativa_por_diferencias")
                    .has("/rectifica", texto(original, "/numero"));
        }
        sustituir(id(menos), "10").problem(409, "rectificativa_por_diferencias");
        sustituir(id(cambiar(id(original), linea("1", "5", 21)).status(201)), "10")
                .problem(409, "rectificativa_por_diferencias");
        sustituir(id(original), "10")
                .problem(409, "factura_con_diferencias")
                .has("/rectificada_por/0", texto(menos, "/numero"));
        cambiar(id(original), linea("1", "20", 21)).status(201);
    }

    @Test
    void draftsAndWhatIsCancelledAreNotCorrected() {
        String borrador = id(shop.emitir("'borrador':true,", item("1", 21)).status(201));
        shop.rectificar(borrador, TODO).problem(409, "factura_sin_emitir");
        String anulada = shop.unaFactura();
        shop.anular(anulada).status(200);
        shop.rectificar(anulada, TODO).problem(409, "factura_anulada");
        for (String nadie : List.of(UUID.randomUUID().toString(), "nada", "FAC-2026-000001")) {
            shop.rectificar(nadie, TODO).problem(404, "factura_desconocida");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'tipo':'abono','todo':true                                                    | 422 | tipo
            'todo':true                                                                   | 422 | tipo
            'tipo':'diferencias'                                                          | 422 | items
            'tipo':'diferencias','items':[]                                               | 422 | items
            'tipo':'diferencias','todo':true,'items':[{'descripcion':'x','cantidad':-1,'precio':1}] | 422 | items
            'tipo':'sustitucion','todo':true                                              | 422 | todo
            'tipo':'sustitucion'                                                          | 422 | items
            'tipo':'sustitucion','items':[{'descripcion':'x','cantidad':-1,'precio':1}]   | 422 | items[0].cantidad
            'tipo':'diferencias','items':[{'descripcion':'x','cantidad':0,'precio':1}]    | 422 | items[0].cantidad
            'tipo':'diferencias','items':[{'descripcion':'x','cantidad':-1,'precio':-1}]  | 422 | items[0].precio
            'tipo':'diferencias','items':[{'descripcion':'x','cantidad':-1,'precio':1,'iva':7}] | 422 | items[0].iva
            'tipo':'diferencias','todo':true,'causa':'F1'                                 | 422 | causa
            'tipo':'diferencias','todo':true,'causa':'R5'                                 | 422 | causa
            'tipo':'diferencias','todo':true,'fecha':'2999-01-01'                         | 422 | fecha
            'tipo':'diferencias','todo':true,'fecha':'2020-01-01'                         | 422 | fecha
            'tipo':'diferencias','todo':true,'vencimiento':'2020-01-01'                   | 422 | vencimiento
            'tipo':'diferencias','todo':true,'retencion_irpf':15                          | 422 | retencion_irpf
            'tipo':'sustitucion','items':[{'descripcion':'x','cantidad':1,'precio':1}],'retencion_irpf':16 | 422 | retencion_irpf
            'tipo':'diferencias','todo':true,'total':-120                                 | 422 | total
            """)
    void whatIsNoRectificativaIsRefusedAndHasNoEffect(String fields, int status, String campo) {
        String id = shop.unaFactura();
        long events = log.count();
        shop.rectificar(id, fields).status(status).has("/errores/0/campo", campo);
        assertThat(log.count()).isEqualTo(events);
        shop.factura(id).has("/version", 1).has("/rectificada_por", List.of());
    }

    @Test
    void whoAsksAgainWithTheSameKeyHasTheSameOne() {
        String id = shop.unaFactura();
        String body = "{%s,'motivo':'Devuelve'}".formatted(TODO).replace('\'', '"');
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        Answer una = shop.send("POST", FACTURAS + "/" + id + "/rectificar", body, key)
                .status(201);
        Answer otra = shop.send("POST", FACTURAS + "/" + id + "/rectificar", body, key)
                .status(201);
        assertThat(otra.response().body()).isEqualTo(una.response().body());
        shop.factura(id).lacks("/rectificada_por/1");
    }

    @Test
    void aReasonIsNeeded() {
        String id = shop.unaFactura();
        for (String motivo : List.of("", "'motivo':'  ',")) {
            shop.post(
                            FACTURAS + "/" + id + "/rectificar",
                            "{%s%s}".formatted(motivo, TODO).replace('\'', '"'))
                    .problem(422, "campos_invalidos")
                    .has("/errores/0/campo", "motivo");
        }
    }

    @Test
    void theTotalIsCheckedWithItsSign() {
        String id = shop.unaFactura();
        shop.rectificar(id, TODO + ",'total':121")
                .problem(422, "total_distinto")
                .has("/total_calculado", -121.0);
        shop.rectificar(id, TODO + ",'total':-121.00").status(201);
    }

    @Test
    void itsNumbersFollowItsDatesWithoutGaps() {
        int ejercicio = unEjercicio();
        String id = id(shop.emitir("'fecha':'%d-01-10',".formatted(ejercicio), item("100", 21))
                .status(201));
        enFecha(id, ejercicio + "-02-01", "10").status(201).has("/numero", "REC-%d-000001".formatted(ejercicio));
        enFecha(id, ejercicio + "-01-09", "10").problem(422, "campos_invalidos").has("/errores/0/campo", "fecha");
        enFecha(id, ejercicio + "-01-31", "10").problem(422, "fecha_anterior");
        enFecha(id, ejercicio + "-02-01", "90.01").problem(422, "rectificacion_excesiva");
        enFecha(id, ejercicio + "-02-02", "10").status(201).has("/numero", "REC-%d-000002".formatted(ejercicio));
    }

    @Test
    void theCauseIsThatOfTheLawUnlessAnotherIsGiven() {
        quitar(shop.unaFactura(), "1").status(201).has("/tipo", "R1");
        shop.rectificar(shop.unaFactura(), TODO + ",'causa':'R3'").status(201).has("/tipo", "R3");
        sustituir(shop.unaFactura(), "90").status(201).has("/tipo", "R1");
        sustituir(shop.unaFactura(), "100").status(201).has("/tipo", "R4");
        String simplificada = unaSimplificada("100");
        shop.rectificar(simplificada, TODO + ",'causa':'R1'")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "causa");
        shop.rectificar(simplificada, TODO).status(201).has("/tipo", "R5");
    }

    @Test
    void aSimplifiedInvoiceStaysASmallOne() {
        String simplificada = unaSimplificada("300");
        cambiar(simplificada, linea("1", "30.60", 21)).problem(422, "simplificada_demasiado_grande");
        cambiar(simplificada, linea("1", "30.50", 21)).status(201).has("/tipo", "R5");
        String otra = unaSimplificada("300");
        sustituir(otra, "330.59").problem(422, "simplificada_demasiado_grande");
        sustituir(otra, "330.58").status(201).has("/tipo", "R5").hasAmount("/total", "400.00");
        shop.rectificar(
                        unaSimplificada("1"),
                        "'tipo':'sustitucion','retencion_irpf':15,'items':[%s]".formatted(linea("1", "1", 21)))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "retencion_irpf");
    }

    @Test
    void taxThatWasWithheldIsTakenBackWithTheRestAndPutRightAsAWhole() {
        String id = id(shop.emitir("'retencion_irpf':15,", item("100.01", 21))
                .status(201)
                .hasAmount("/total", "106.01"));
        quitar(id, "33.33").status(201).hasAmount("/retencion", "-5.00").hasAmount("/retencion_irpf", "15");
        shop.rectificar(id, "'tipo':'diferencias','retencion_irpf':0,'items':[%s]".formatted(linea("-1", "1", 21)))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "retencion_irpf");
        shop.rectificar(id, TODO).status(201).hasAmount("/retencion", "-10.00");
        String otra = id(shop.emitir("'retencion_irpf':15,", item("100", 21)).status(201));
        Answer sin = shop.rectificar(
                        otra, "'tipo':'sustitucion','retencion_irpf':0,'items':[%s]".formatted(linea("1", "100", 21)))
                .status(201)
                .has("/retencion_irpf", null)
                .hasAmount("/total", "121.00");
        sustituir(id(sin), "100").status(201).has("/retencion_irpf", null);
        sustituir(shop.unaFactura(), "100").status(201).has("/retencion_irpf", null);
    }

    @Test
    void whoDoesNotWithholdIsNotMadeTo() {
        UUID particular = UUID.randomUUID();
        crm.tell(
                new ClienteCreado(
                        particular, new DatosCliente("Ana", null, "particular", null, "X2482300W", "activo"), null),
                0);
        String id = id(shop.post(FACTURAS, """
                        {"cliente_crm_id":"%s","serie":"FAC","items":[{"descripcion":"x","cantidad":1,"precio":1}]}""".formatted(particular)).status(201));
        shop.rectificar(id, "'tipo':'sustitucion','retencion_irpf':15,'items':[%s]".formatted(linea("1", "1", 21)))
                .problem(422, "retencion_no_permitida");
    }

    @Test
    void othersAreToldWhatItCorrects() {
        Answer original = shop.emitir("", item("100", 21)).status(201);
        Answer rectificativa = quitar(id(original), "50").status(201);
        List<Event> events = log.of(id(rectificativa));
        assertThat(events).extracting(Event::version).containsExactly(1L);
        var emitida = (FacturaEmitida) events.get(0).payload();
        assertThat(emitida.rectifica())
                .isEqualTo(new FacturaEmitida.Rectificacion(
                        UUID.fromString(id(original)), texto(original, "/numero"), "diferencias"));
        assertThat(emitida.cliente()).isEqualTo(new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"));
        assertThat(emitida.total()).isEqualTo("-60.50");
        assertThat(emitida.lineas().get(0).cantidad()).isEqualByComparingTo("-1");
        assertThat(emitida.canjea()).isNull();
        assertThat(log.of(id(original))).hasSize(1);
    }

    @Test
    void theListKnowsWhatIsCorrected() {
        int ejercicio = unEjercicio();
        String fecha = "'fecha':'%d-01-10',".formatted(ejercicio);
        String sustituida = id(shop.emitir(fecha, item("1", 21)).status(201));
        String saldada = id(shop.emitir(fecha, item("1", 21)).status(201));
        String vencida = id(shop.emitir(fecha, item("1", 21)).status(201));
        String sustituta = id(shop.rectificar(
                        sustituida, fecha + "'tipo':'sustitucion','items':[%s]".formatted(linea("1", "2", 21)))
                .status(201));
        String quita = id(shop.rectificar(saldada, fecha + TODO).status(201));
        String lista = "?desde=%d-01-01&hasta=%d-12-31".formatted(ejercicio, ejercicio);
        assertThat(ids(lista + "&estado=rectificada")).containsExactlyInAnyOrder(sustituida, saldada);
        assertThat(ids(lista + "&estado=vencida")).containsExactlyInAnyOrder(vencida, sustituta);
        assertThat(ids(lista + "&vencidas=true")).containsExactlyInAnyOrder(vencida, sustituta);
        assertThat(ids(lista + "&estado=pagada")).containsExactly(quita);
        assertThat(ids(lista + "&serie=REC")).containsExactlyInAnyOrder(sustituta, quita);
        for (String otro : List.of("emitida", "parcialmente_pagada", "anulada")) {
            assertThat(ids(lista + "&estado=" + otro)).isEmpty();
        }
    }

    @Test
    void whatIsCorrectedIsNotCancelledBeforeWhatCorrectsIt() {
        String id = shop.unaFactura();
        Answer quita = quitar(id, "50").status(201);
        shop.anular(id).problem(409, "factura_rectificada").has("/rectificada_por/0", texto(quita, "/numero"));
        shop.anular(id(quita)).status(200).has("/estado", "anulada");
        shop.factura(id)
                .has("/estado", "emitida")
                .has("/rectificada_por", List.of())
                .hasAmount("/compensado", "0.00")
                .hasAmount("/pendiente", "121.00");
        shop.anular(id).status(200);
    }

    @Test
    void whenTheOneInItsPlaceIsCancelledTheFirstIsDueAgain() {
        String id = shop.unaFactura();
        shop.pagar(id, "21").status(201);
        String sustituta = id(sustituir(id, "50").status(201));
        String pago = id(shop.pagar(sustituta, "39.50").status(201));
        shop.anular(sustituta).problem(409, "factura_con_pagos");
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        shop.anular(sustituta).status(200).hasAmount("/pendiente", "0.00");
        shop.factura(id).has("/estado", "parcialmente_pagada").hasAmount("/pendiente", "100.00");
        sustituir(id, "60").status(201).hasAmount("/compensado", "21.00");
    }

    @Test
    void whatAddedWhatOthersTookOffIsNotCancelledBeforeThem() {
        String id = shop.unaFactura();
        String cambio =
                id(cambiar(id, linea("-1", "100", 21), linea("1", "100", 10)).status(201));
        String quita = id(cambiar(id, linea("-1", "100", 10)).status(201));
        shop.anular(cambio).problem(409, "rectificativa_necesaria");
        shop.anular(quita).status(200);
        shop.anular(cambio).status(200);
        shop.factura(id).has("/estado", "emitida").hasAmount("/pendiente", "121.00");
    }

    private Answer quitar(String id, String base) {
        return cambiar(id, linea("-1", base, 21));
    }

    private Answer cambiar(String id, String... lineas) {
        return shop.rectificar(id, "'tipo':'diferencias','items':[%s]".formatted(String.join(",", lineas)));
    }

    private Answer enFecha(String id, String fecha, String base) {
        return shop.rectificar(
                id, "'tipo':'diferencias','fecha':'%s','items':[%s]".formatted(fecha, linea("-1", base, 21)));
    }

    private Answer sustituir(String id, String base) {
        return shop.rectificar(id, "'tipo':'sustitucion','items':[%s]".formatted(linea("1", base, 21)));
    }

    private String unaSimplificada(String base) {
        return id(shop.emitir("'serie':'SIM',", item(base, 21)).status(201));
    }

    private List<String> ids(String query) {
        return shop.get(FACTURAS + query)
                .status(200)
                .at("/facturas")
                .valueStream()
                .map(factura -> factura.at("/id").asString())
                .toList();
    }

    private static String linea(String cantidad, String precio, int iva) {
        return "{'descripcion':'Servicio','cantidad':%s,'precio':%s,'iva':%d}".formatted(cantidad, precio, iva);
    }

    private static String id(Answer answer) {
        return texto(answer, "/id");
    }

    private static String texto(Answer answer, String pointer) {
        return answer.at(pointer).asString();
    }

    private static BigDecimal importe(Answer answer, String pointer) {
        return answer.at(pointer).decimalValue();
    }
}
