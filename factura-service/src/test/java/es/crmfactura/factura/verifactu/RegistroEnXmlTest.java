package es.crmfactura.factura.verifactu;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class RegistroEnXmlTest {

    @Autowired
    private ShopProgram shop;

    private final List<byte[]> leidos = new ArrayList<>();

    @AfterEach
    void allAreAsTheAgencysSchemaHasThem() {
        leidos.forEach(Esquemas::validar);
    }

    @Test
    void aFullInvoiceSaysWhoIsInvoicedAndWhatTaxEachPartBears() {
        Answer factura = shop.emitir("", item("200", 21), item("50", 10)).status(201);
        XmlLeido xml = xml(factura);
        xml.has("IDEmisorFactura", anteriorY(xml, "B99999997"))
                .has("TipoFactura", "F1")
                .has("DescripcionOperacion", "Servicio; Servicio")
                .has("CuotaTotal", "47.00")
                .has("ImporteTotal", "297.00")
                .has("TipoHuella", "01");
        assertThat(xml.partes("IDDestinatario")).containsExactly("NombreRazon=Bar Manolo S.L. NIF=B12345674");
        assertThat(xml.partes("DetalleDesglose"))
                .containsExactly(
                        "Impuesto=01 ClaveRegimen=01 CalificacionOperacion=S1 TipoImpositivo=10"
                                + " BaseImponibleOimporteNoSujeto=50.00 CuotaRepercutida=5.00",
                        "Impuesto=01 ClaveRegimen=01 CalificacionOperacion=S1 TipoImpositivo=21"
                                + " BaseImponibleOimporteNoSujeto=200.00 CuotaRepercutida=42.00");
        assertThat(xml.todos("Huella").get(xml.todos("Huella").size() - 1))
                .isEqualTo(factura.at("/huella").asString());
    }

    private static String[] anteriorY(XmlLeido xml, String propio) {
        return xml.todos("PrimerRegistro").isEmpty()
                ? new String[] {propio, xml.todos("IDEmisorFactura").get(1)}
                : new String[] {propio};
    }

    @Test
    void aSimplifiedOneNamesNobody() {
        XmlLeido xml = xml(shop.emitir("'serie':'SIM',", item("10", 21)).status(201));
        xml.has("TipoFactura", "F2").has("Destinatarios");
    }

    @Test
    void whatIsWithheldIsStillPartOfTheTotal() {
        Answer factura =
                shop.emitir("'retencion_irpf':15,", item("100", 21)).status(201).hasAmount("/total", "106.00");
        xml(factura).has("ImporteTotal", "121.00");
        assertThat(factura.at("/qr_url").asString()).endsWith("&importe=121.00");
    }

    @Test
    void eachWayToBearNoTaxAndRecargoHaveTheirKeys() {
        XmlLeido xml = xml(shop.emitir(
                        "",
                        sin("E1"),
                        sin("E2"),
                        sin("N1"),
                        sin("S2"),
                        item("100", 0),
                        "{'descripcion':'Pan','cantidad':1,'precio':100,'iva':21,'recargo':5.2}",
                        "{'descripcion':'Tabaco','cantidad':1,'precio':100,'iva':21,'recargo':1.75}")
                .status(201));
        assertThat(xml.partes("DetalleDesglose"))
                .containsExactlyInAnyOrder(
                        "Impuesto=01 ClaveRegimen=01 OperacionExenta=E1 BaseImponibleOimporteNoSujeto=10.00",
                        "Impuesto=01 ClaveRegimen=02 OperacionExenta=E2 BaseImponibleOimporteNoSujeto=10.00",
                        "Impuesto=01 ClaveRegimen=01 CalificacionOperacion=N1 BaseImponibleOimporteNoSujeto=10.00",
                        "Impuesto=01 ClaveRegimen=01 CalificacionOperacion=S2 TipoImpositivo=0"
                                + " BaseImponibleOimporteNoSujeto=10.00 CuotaRepercutida=0.00",
                        "Impuesto=01 ClaveRegimen=01 CalificacionOperacion=S1 TipoImpositivo=0"
                                + " BaseImponibleOimporteNoSujeto=100.00 CuotaRepercutida=0.00",
                        "Impuesto=01 ClaveRegimen=18 CalificacionOperacion=S1 TipoImpositivo=21"
                                + " BaseImponibleOimporteNoSujeto=100.00 CuotaRepercutida=21.00"
                                + " TipoRecargoEquivalencia=5.2 CuotaRecargoEquivalencia=5.20",
                        "Impuesto=01 ClaveRegimen=18 CalificacionOperacion=S1 TipoImpositivo=21"
                                + " BaseImponibleOimporteNoSujeto=100.00 CuotaRepercutida=21.00"
                                + " TipoRecargoEquivalencia=1.75 CuotaRecargoEquivalencia=1.75");
        xml.has("CuotaTotal", "48.95").has("ImporteTotal", "388.95");
    }

    private static String sin(String causa) {
        return "{'descripcion':'Curso','cantidad':1,'precio':10,'exencion':'%s'}".formatted(causa);
    }

    @Test
    void textsAreCutWhereTheSchemaEndsAndSaidOnOneLine() {
        String lineas = ShopProgram.factura("", linea("Ñ".repeat(497)), linea("🍞 de molde"));
        Answer factura = shop.post(
                        FACTURAS, lineas.replace("Bar Manolo S.L.", "Bar <&> \\u0001 Manolo\\n" + "x".repeat(150)))
                .status(201);
        xml(factura)
                .has("DescripcionOperacion", "Ñ".repeat(497) + ";")
                .has("NombreRazon", "Bar <&> Manolo " + "x".repeat(105), "Productor sin declarar");
    }

    private static String linea(String descripcion) {
        return "{'descripcion':'%s','cantidad':1,'precio':1}".formatted(descripcion);
    }

    @Test
    void aVeryLargeInvoiceIsMarkedAsSuch() {
        xml(shop.emitir("", item("82644628.10", 21)).status(201))
                .has("ImporteTotal", "100000000.00")
                .has("Macrodato", "S");
        xml(shop.emitir("", item("82644628.09", 21)).status(201)).has("Macrodato");
    }

    @Test
    void theDayOfTheOperationIsSaidWhereItIsAnother() {
        LocalDate ayer = LocalDate.now(ZoneId.of("Europe/Madrid")).minusDays(1);
        xml(shop.emitir("'fecha_operacion':'%s',".formatted(ayer), item("1", 21)))
                .has("FechaOperacion", Formato.fecha(ayer));
    }

    @Test
    void aDifferenceNamesWhatItCorrectsAndCarriesItsSign() {
        Answer original = shop.emitir("", "{'descripcion':'Pan','cantidad':2,'precio':100,'recargo':5.2}")
                .status(201);
        XmlLeido xml = xml(shop.rectificar(
                id(original),
                "'tipo':'diferencias','items':[{'descripcion':'Pan','cantidad':-1,'precio':100,'recargo':5.2}]"));
        xml.has("TipoFactura", "R1")
                .has("TipoRectificativa", "I")
                .has("ImporteRectificacion")
                .has("CuotaTotal", "-26.20")
                .has("ImporteTotal", "-126.20");
        assertThat(xml.partes("IDFacturaRectificada")).containsExactly(comoReferencia(original));
    }

    @Test
    void whatStandsInTheOthersPlaceSaysWhatThatHadComeTo() {
        Answer original = shop.emitir("'retencion_irpf':15,", item("200", 21), item("10", 10))
                .status(201);
        XmlLeido xml = xml(shop.rectificar(
                id(original), "'tipo':'sustitucion','causa':'R4','items':[%s]".formatted(item("150", 21))));
        xml.has("TipoFactura", "R4").has("TipoRectificativa", "S").has("ImporteTotal", "181.50");
        assertThat(xml.partes("IDFacturaRectificada")).containsExactly(comoReferencia(original));
        assertThat(xml.partes("ImporteRectificacion"))
                .containsExactly("BaseRectificada=210.00 CuotaRectificada=43.00 CuotaRecargoRectificado=0.00");
    }

    @Test
    void whatCorrectsASimplifiedOneNamesNobodyEither() {
        Answer original = shop.emitir("'serie':'SIM',", item("20", 21)).status(201);
        xml(shop.rectificar(id(original), "'tipo':'diferencias','todo':true"))
                .has("TipoFactura", "R5")
                .has("Destinatarios")
                .has("ImporteTotal", "-24.20");
    }

    @Test
    void aFullInvoiceInExchangeNamesTheSimplifiedOnes() {
        Answer una = shop.emitir("'serie':'SIM',", item("20", 21)).status(201);
        Answer otra = shop.emitir("'serie':'SIM',", item("30", 10)).status(201);
        XmlLeido xml = xml(shop.post(FACTURAS + "/canjear", """
                {"facturas":["%s","%s"],"cliente":{"nombre_completo":"Bar Manolo S.L.","cif_nif":"B12345674"}}""".formatted(id(una), id(otra))));
        xml.has("TipoFactura", "F3").has("TipoRectificativa").has("ImporteTotal", "57.20");
        assertThat(xml.partes("IDFacturaSustituida"))
                .containsExactlyInAnyOrder(comoReferencia(una), comoReferencia(otra));
        assertThat(xml.partes("IDDestinatario")).hasSize(1);
    }

    private static String comoReferencia(Answer factura) {
        return "IDEmisorFactura=B99999997 NumSerieFactura=%s FechaExpedicionFactura=%s"
                .formatted(
                        factura.at("/numero").asString(),
                        Formato.fecha(LocalDate.parse(factura.at("/fecha").asString())));
    }

    private static String id(Answer factura) {
        return factura.at("/id").asString();
    }

    @Test
    void whatWasCancelledIsAnsweredWithItsLastRecord() {
        Answer factura = shop.emitir("", item("10", 21)).status(201);
        shop.post(FACTURAS + "/" + factura.at("/id").asString() + "/anular", "{\"motivo\":\"Emitida dos veces\"}")
                .status(200)
                .has("/huella", factura.at("/huella").asString());
        XmlLeido xml = xml(factura);
        xml.has("NumSerieFacturaAnulada", factura.at("/numero").asString()).has("SinRegistroPrevio");
        assertThat(xml.partes("RegistroAnterior").get(0)).contains("IDEmisorFactura=B99999997");
    }

    @Test
    void aDraftHasNoRecordYet() {
        String id = shop.emitir("'borrador':true,", item("1", 21))
                .status(201)
                .has("/huella", null)
                .has("/qr_url", null)
                .at("/id")
                .asString();
        shop.get(FACTURAS + "/" + id + "/verifactu.xml").problem(409, "factura_sin_emitir");
        shop.get(FACTURAS + "/0192f0c1-0000-7000-8000-000000000000/verifactu.xml")
                .problem(404, "factura_desconocida");
    }

    private XmlLeido xml(Answer factura) {
        Answer answer = shop.get(FACTURAS + "/" + factura.status(201).at("/id").asString() + "/verifactu.xml")
                .status(200);
        assertThat(answer.header("Content-Type")).startsWith("application/xml");
        byte[] xml = answer.response().body().getBytes(StandardCharsets.UTF_8);
        leidos.add(xml);
        return new XmlLeido(xml);
    }
}
