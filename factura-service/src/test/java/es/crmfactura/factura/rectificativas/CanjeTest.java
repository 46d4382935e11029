package es.crmfactura.factura.rectificativas;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.Encounter;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Simplified invoices that somebody wants as a full one after all. */
@FacturaTest
class CanjeTest {

    private static final String CLIENTE = "'cliente':{'nombre_completo':'Bar Manolo S.L.','cif_nif':'B12345674'}";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void theFullOneHasTheirLinesAndTheirTaxesToTheCent() {
        Answer una = simplificada("", item("0.12", 21), item("10", 10));
        Answer otra = simplificada("", item("0.12", 21));
        Answer completa = canjear("'total':11.30,", numero(una), id(otra)).status(201);
        completa.has("/serie", "FAC")
                .has("/tipo", "F3")
                .has("/estado", "emitida")
                .has("/cliente_nombre", "Bar Manolo S.L.")
                .has("/items/0/importe", 0.12)
                .has("/items/1/importe", 10.0)
                .has("/items/2/importe", 0.12)
                .lacks("/items/3")
                .hasAmount("/base_imponible", "10.24")
                // 0.03 of each; 21 % of the sum would be 0.05
                .hasAmount("/cuota_iva", "1.06")
                .hasAmount("/total", "11.30")
                .hasAmount("/pendiente", "11.30")
                .has("/canjea/0/id", id(una))
                .has("/canjea/0/numero", numero(una))
                .has("/canjea/1/id", id(otra));
        assertThat(completa.header("Location")).isEqualTo(FACTURAS + "/" + id(completa));
        for (Answer canjeada : List.of(una, otra)) {
            shop.factura(id(canjeada))
                    .has("/estado", "rectificada")
                    .hasAmount("/pendiente", "0.00")
                    .has("/rectificada_por/0/id", id(completa))
                    .has("/rectificada_por/0/tipo", "canje")
                    .has("/rectificada_por/0/motivo", null);
            shop.pagar(id(canjeada), "1").problem(409, "factura_rectificada").has("/sustituida_por", numero(completa));
        }
    }

    @Test
    void whatWasPaidOfThemCountsForIt() {
        Answer una = simplificada("", item("100", 21));
        Answer otra = simplificada("", item("50", 21));
        String pago = id(shop.pagar(id(una), "121").status(201));
        shop.pagar(id(otra), "60.50").status(201);
        String completa = id(canjear("", id(una), id(otra))
                .status(201)
                .has("/estado", "pagada")
                .hasAmount("/pagado", "0.00")
                .hasAmount("/compensado", "181.50"));
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        shop.factura(completa).has("/estado", "emitida").hasAmount("/pendiente", "121.00");
        shop.pagar(completa, "121").status(201);
        shop.factura(completa).has("/estado", "pagada");
    }

    @Test
    void othersAreToldWhatItWasExchangedFor() {
        Answer una = simplificada("", item("1", 21));
        String completa = id(canjear("", id(una)).status(201));
        var emitida = (FacturaEmitida) log.of(completa).get(0).payload();
        assertThat(emitida.canjea())
                .containsExactly(new FacturaEmitida.Canjeada(UUID.fromString(id(una)), numero(una)));
        assertThat(emitida.rectifica()).isNull();
        assertThat(log.of(id(una))).hasSize(1);
    }

    @Test
    void aFullInvoiceNeedsATaxIdAndAClientOfTheCrmMayHaveIt() {
        Answer una = simplificada("", item("1", 21));
        UUID sinNif = crm.unCliente("Ana", null, null);
        UUID conNif = crm.unCliente("Bar del CRM", null, "P2807900B");
        canjear(una, "\"cliente_crm_id\":\"%s\"".formatted(sinNif)).problem(422, "nif_requerido");
        canjear(una, "\"cliente\":{\"nombre_completo\":\"Ana\"}").problem(422, "nif_requerido");
        canjear(una, "\"cliente_crm_id\":\"%s\"".formatted(UUID.randomUUID())).problem(422, "cliente_desconocido");
        canjear(una, "\"notas\":\"x\"").problem(422, "campos_invalidos").has("/errores/0/campo", "cliente");
        canjear(una, "\"cliente_crm_id\":\"%s\"".formatted(conNif)).status(201).has("/cliente_nombre", "Bar del CRM");
    }

    @Test
    void onlySimplifiedOnesThatStandAsTheyWereIssuedAreExchanged() {
        Answer buena = simplificada("", item("1", 21));
        refused(numero(buena), shop.emitir("", item("1", 21)).status(201), "no es una factura simplificada");
        Answer anulada = simplificada("", item("1", 21));
        shop.anular(id(anulada)).status(200);
        refused(numero(buena), anulada, "está anulada");
        Answer rectificada = simplificada("", item("1", 21));
        String rectificativa = numero(shop.rectificar(id(rectificada), "'tipo':'diferencias','todo':true")
                .status(201));
        refused(numero(buena), rectificada, "está rectificada por " + rectificativa);
        Answer canjeada = simplificada("", item("1", 21));
        String completa = numero(canjear("", id(canjeada)).status(201));
        refused(numero(buena), canjeada, "ya no vale: ocupa su lugar la " + completa);
        Answer deOtro = shop.post(FACTURAS, """
                {"cliente":{"nombre_completo":"Otro","cif_nif":"12345678Z"},"serie":"SIM",
                 "items":[{"descripcion":"x","cantidad":1,"precio":1}]}""").status(201);
        refused(numero(buena), deOtro, "lleva el NIF de otro cliente");
        canjear("", numero(buena), "SIM-1500-000001")
                .problem(422, "canje_no_permitido")
                .has("/errores/0/mensaje", "no hay ninguna factura SIM-1500-000001");
        shop.factura(id(buena)).has("/estado", "emitida").has("/version", 1);
    }

    private void refused(String buena, Answer mala, String porque) {
        canjear("", buena, id(mala))
                .problem(422, "canje_no_permitido")
                .has("/errores/0/campo", "facturas")
                .has("/errores/0/mensaje", "la " + numero(mala) + " " + porque);
    }

    @Test
    void itIsNotDatedBeforeThem() {
        int ejercicio = unEjercicio();
        Answer una = simplificada("'fecha':'%d-03-02',".formatted(ejercicio), item("1", 21));
        canjear("'fecha':'%d-03-01',".formatted(ejercicio), id(una)).problem(422, "canje_no_permitido");
        canjear("'fecha':'%d-03-02',".formatted(ejercicio), id(una), id(una))
                .status(201)
                .has("/numero", "FAC-%d-000001".formatted(ejercicio))
                .lacks("/items/1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'facturas':[]                                     | facturas
            'facturas':[' ']                                  | facturas[0]
            'facturas':['SIM-2026-1'],'fecha':'2999-01-01'    | fecha
            'facturas':['SIM-2026-1'],'vencimiento':'2020-01-01' | vencimiento
            """)
    void whatIsNoExchangeIsRefused(String fields, String campo) {
        shop.post(FACTURAS + "/canjear", "{%s,%s}".formatted(CLIENTE, fields).replace('\'', '"'))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", campo);
    }

    @Test
    void theTotalIsAControl() {
        canjear("'total':1,", id(simplificada("", item("1", 21)))).problem(422, "total_distinto");
    }

    @Test
    void whenItIsCancelledTheyStandAgainAndMayBeExchangedAnew() {
        Answer una = simplificada("", item("100", 21));
        shop.pagar(id(una), "21").status(201);
        Answer completa = canjear("", id(una)).status(201);
        shop.anular(id(una)).problem(409, "factura_rectificada").has("/rectificada_por/0", numero(completa));
        shop.anular(id(completa)).status(200).has("/canjea/0/numero", numero(una));
        shop.factura(id(una))
                .has("/estado", "parcialmente_pagada")
                .has("/rectificada_por", List.of())
                .hasAmount("/pendiente", "100.00");
        canjear("", id(una)).status(201).hasAmount("/pendiente", "100.00");
    }

    @Test
    void itIsCorrectedAsAnyFullInvoice() {
        Answer una = simplificada("", item("0.12", 21));
        Answer otra = simplificada("", item("0.12", 21));
        String completa = id(canjear("", id(una), id(otra)).status(201));
        shop.rectificar(id(una), "'tipo':'diferencias','todo':true").problem(409, "factura_rectificada");
        shop.rectificar(completa, "'tipo':'diferencias','todo':true")
                .status(201)
                .has("/tipo", "R1")
                .hasAmount("/base_imponible", "-0.24")
                .hasAmount("/cuota_iva", "-0.06");
    }

    @RepeatedTest(3)
    void oneIsExchangedOnce() throws SQLException {
        String id = id(simplificada("", item("1", 21)));
        List<Answer> answers = Encounter.at(id, () -> canjear("", id), () -> canjear("", id));
        assertThat(answers).extracting(answer -> answer.response().statusCode()).containsExactlyInAnyOrder(201, 422);
    }

    private Answer simplificada(String fields, String... items) {
        return shop.post(
                        FACTURAS,
                        "{'cliente':{'nombre_completo':'Mostrador'},%s'items':[%s]}"
                                .formatted(fields, String.join(",", items))
                                .replace('\'', '"'))
                .status(201)
                .has("/serie", "SIM");
    }

    private Answer canjear(String fields, String... facturas) {
        String nombres =
                Arrays.stream(facturas).map(nombre -> "'" + nombre + "'").collect(Collectors.joining(","));
        return shop.post(
                FACTURAS + "/canjear",
                "{%s,%s'facturas':[%s]}".formatted(CLIENTE, fields, nombres).replace('\'', '"'));
    }

    private Answer canjear(Answer una, String cliente) {
        return shop.post(FACTURAS + "/canjear", "{%s,\"facturas\":[\"%s\"]}".formatted(cliente, id(una)));
    }

    private static String id(Answer answer) {
        return answer.at("/id").asString();
    }

    private static String numero(Answer answer) {
        return answer.at("/numero").asString();
    }
}
