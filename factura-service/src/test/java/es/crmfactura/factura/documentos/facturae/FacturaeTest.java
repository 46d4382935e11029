package es.crmfactura.factura.documentos.facturae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.FacturasDeEjemplo;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class FacturaeTest {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();
    private static final String FACTURA = "/*/Invoices/Invoice/";

    private static @Nullable Schema schema;

    @BeforeAll
    static void readSchema() throws Exception {
        // the signature's schema is imported by its namespace alone
        schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new Source[] {
            source("/schemas/xmldsig-core-schema.xsd"), source("/external/schemas/Facturaev3_2_2.xsd")
        });
    }

    private static Source source(String name) {
        var url = Objects.requireNonNull(FacturaeTest.class.getResource(name), name);
        return new StreamSource(url.toString());
    }

    static Stream<Documento> facturas() {
        return Stream.of(
                FacturasDeEjemplo.completa(),
                FacturasDeEjemplo.rectificativa(),
                FacturasDeEjemplo.sustitutiva(),
                FacturasDeEjemplo.canje(),
                FacturasDeEjemplo.conIvaIncluido(),
                FacturasDeEjemplo.sinIva(),
                FacturasDeEjemplo.larga(1000),
                FacturasDeEjemplo.conImporte("999999999999.99"),
                FacturasDeEjemplo.conTextos(
                        "W".repeat(200), "<&>\u0007\"'ñ€😀", "Calle ".repeat(30) + ", 28013 Madrid", "n".repeat(2000)));
    }

    @ParameterizedTest
    @MethodSource("facturas")
    void itIsValid(Documento factura) throws Exception {
        var source = new StreamSource(new ByteArrayInputStream(new Facturae(factura, null).documento()));
        Objects.requireNonNull(schema).newValidator().validate(source);
    }

    @ParameterizedTest
    @MethodSource("facturas")
    void itsSumsAreThoseOfItsParts(Documento factura) throws Exception {
        Node xml = leer(factura);
        for (Node linea : nodos(xml, FACTURA + "Items/InvoiceLine")) {
            assertThat(suma(linea, "TotalCost").subtract(suma(linea, ".//DiscountAmount")))
                    .isEqualByComparingTo(suma(linea, "GrossAmount"));
        }
        String totales = FACTURA + "InvoiceTotals/";
        assertThat(suma(xml, FACTURA + "Items/InvoiceLine/GrossAmount"))
                .isEqualByComparingTo(suma(xml, totales + "TotalGrossAmount"));
        assertThat(suma(xml, totales + "TotalGrossAmount")
                        .subtract(suma(xml, totales + "TotalGeneralDiscounts"))
                        .add(suma(xml, totales + "TotalGeneralSurcharges")))
                .isEqualByComparingTo(suma(xml, totales + "TotalGrossAmountBeforeTaxes"));
        assertThat(suma(xml, FACTURA + "TaxesOutputs/Tax/TaxableBase/TotalAmount"))
                .isEqualByComparingTo(suma(xml, totales + "TotalGrossAmountBeforeTaxes"));
        assertThat(suma(xml, FACTURA + "TaxesOutputs/Tax/TaxAmount/TotalAmount")
                        .add(suma(xml, FACTURA + "TaxesOutputs/Tax/EquivalenceSurchargeAmount/TotalAmount")))
                .isEqualByComparingTo(suma(xml, totales + "TotalTaxOutputs"));
        assertThat(suma(xml, FACTURA + "TaxesWithheld/Tax/TaxAmount/TotalAmount"))
                .isEqualByComparingTo(suma(xml, totales + "TotalTaxesWithheld"));
        assertThat(suma(xml, totales + "TotalGrossAmountBeforeTaxes")
                        .add(suma(xml, totales + "TotalTaxOutputs"))
                        .subtract(suma(xml, totales + "TotalTaxesWithheld")))
                .isEqualByComparingTo(suma(xml, totales + "InvoiceTotal"));
        assertThat(suma(xml, "/*/FileHeader/Batch/TotalInvoicesAmount/TotalAmount"))
                .isEqualByComparingTo(factura.total().euros());
    }

    @Test
    void everyTaxIsInIt() throws Exception {
        Node xml = leer(FacturasDeEjemplo.completa());
        assertThat(texto(xml, FACTURA + "TaxesOutputs/Tax[1]/TaxRate")).isEqualTo("21.00");
        assertThat(texto(xml, FACTURA + "TaxesOutputs/Tax[1]/EquivalenceSurcharge"))
                .isEqualTo("5.20");
        assertThat(texto(xml, FACTURA + "TaxesOutputs/Tax[2]/EquivalenceSurchargeAmount/TotalAmount"))
                .isEqualTo("12.94");
        assertThat(texto(xml, FACTURA + "TaxesWithheld/Tax/TaxTypeCode")).isEqualTo("04");
        assertThat(texto(xml, FACTURA + "TaxesWithheld/Tax/TaxAmount/TotalAmount"))
                .isEqualTo("475.75");
        String curso = FACTURA + "Items/InvoiceLine[4]/";
        assertThat(texto(xml, curso + "SpecialTaxableEvent/SpecialTaxableEventCode"))
                .isEqualTo("01");
        assertThat(texto(xml, curso + "SpecialTaxableEvent/SpecialTaxableEventReason"))
                .isEqualTo("01 Operación exenta conforme al artículo 20 de la Ley 37/1992");
        assertThat(texto(xml, FACTURA + "LegalLiterals/LegalReference")).contains("artículo 20");
        assertThat(texto(xml, FACTURA + "Items/InvoiceLine[1]//DiscountAmount")).isEqualTo("184.99");
    }

    @Test
    void whatBearsNoIvaForSeveralCausesIsOneTaxAndSaidLineByLine() throws Exception {
        Node xml = leer(FacturasDeEjemplo.sinIva());
        assertThat(nodos(xml, FACTURA + "TaxesOutputs/Tax")).hasSize(1);
        String linea = FACTURA + "Items/InvoiceLine[%d]/SpecialTaxableEvent/SpecialTaxableEventCode";
        assertThat(texto(xml, linea.formatted(1))).isEqualTo("01");
        assertThat(texto(xml, linea.formatted(2))).isEqualTo("02");
        assertThat(texto(xml, linea.formatted(3))).isEmpty();
        assertThat(texto(xml, FACTURA + "Items/InvoiceLine[3]/AdditionalLineItemInformation"))
                .isEqualTo("01 Inversión del sujeto pasivo");
    }

    @Test
    void whereTaxIsInThePricesTheCentsThatAreLeftAreSaidToBeRoundings() throws Exception {
        Node xml = leer(FacturasDeEjemplo.conIvaIncluido());
        assertThat(texto(xml, FACTURA + "InvoiceTotals/TotalGrossAmount")).isEqualTo("24.78");
        assertThat(texto(xml, FACTURA + "InvoiceTotals/TotalGeneralSurcharges")).isEqualTo("0.01");
        assertThat(texto(xml, FACTURA + "InvoiceTotals/InvoiceTotal")).isEqualTo("30.00");
    }

    @Test
    void itSaysWhoIsAPersonAndWhereEachIs() throws Exception {
        Node xml = leer(FacturasDeEjemplo.completa());
        assertThat(texto(xml, "//SellerParty//PersonTypeCode")).isEqualTo("J");
        assertThat(texto(xml, "//SellerParty//CorporateName")).isEqualTo("Distribuciones Hermanos Ibáñez S.L.");
        assertThat(texto(xml, "//BuyerParty//PersonTypeCode")).isEqualTo("F");
        assertThat(texto(xml, "//BuyerParty//Name")).isEqualTo("Nuria");
        assertThat(texto(xml, "//BuyerParty//FirstSurname")).isEqualTo("Gómez");
        assertThat(texto(xml, "//BuyerParty//SecondSurname")).isEqualTo("Peña");
        assertThat(texto(xml, "//BuyerParty//Address")).isEqualTo("Calle Mayor 1, 2.º A");
        assertThat(texto(xml, "//BuyerParty//PostCode")).isEqualTo("28013");
        assertThat(texto(xml, "//BuyerParty//Town")).isEqualTo("Madrid");
        assertThat(texto(xml, "//BuyerParty//Province")).isEqualTo("Madrid");
    }

    @Test
    void itIsPaidIntoTheAccountByTheDayItIsDue() throws Exception {
        Node xml = leer(FacturasDeEjemplo.completa());
        String plazo = FACTURA + "PaymentDetails/Installment/";
        assertThat(texto(xml, plazo + "InstallmentDueDate")).isEqualTo("2026-12-25");
        assertThat(texto(xml, plazo + "InstallmentAmount")).isEqualTo("3252.87");
        assertThat(texto(xml, plazo + "PaymentMeans")).isEqualTo("04");
        assertThat(texto(xml, plazo + "AccountToBeCredited/IBAN")).isEqualTo("ES9121000418450200051332");
        assertThat(nodos(leer(FacturasDeEjemplo.rectificativa()), FACTURA + "PaymentDetails"))
                .isEmpty();
    }

    @Test
    void aRectificativaSaysWhichHowAndWhy() throws Exception {
        Node diferencias = leer(FacturasDeEjemplo.rectificativa());
        String corrective = FACTURA + "InvoiceHeader/Corrective/";
        assertThat(texto(diferencias, FACTURA + "InvoiceHeader/InvoiceClass")).isEqualTo("OR");
        assertThat(texto(diferencias, corrective + "InvoiceNumber")).isEqualTo("FAC-2026-000123");
        assertThat(texto(diferencias, corrective + "ReasonCode")).isEqualTo("16");
        assertThat(texto(diferencias, corrective + "TaxPeriod/StartDate")).isEqualTo("2026-10-01");
        assertThat(texto(diferencias, corrective + "TaxPeriod/EndDate")).isEqualTo("2026-12-31");
        assertThat(texto(diferencias, corrective + "CorrectionMethod")).isEqualTo("02");
        assertThat(texto(diferencias, corrective + "AdditionalReasonDescription"))
                .startsWith("Devolución de dos sacos");
        assertThat(texto(leer(FacturasDeEjemplo.sustitutiva()), corrective + "CorrectionMethod"))
                .isEqualTo("01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Calle Mayor 1, 28013 Madrid | Calle Mayor 1 | 28013 | Madrid | Madrid",
                "C/ Sol 3 - 08820 - El Prat de Llobregat (Barcelona) | C/ Sol 3 | 08820 | El Prat de Llobregat | Barcelona",
                "Avda. 12 de Octubre 12345, 38001 Santa Cruz de Tenerife, España | Avda. 12 de Octubre 12345 | 38001"
                        + " | Santa Cruz de Tenerife | Sta. Cruz Tenerife",
                "Plaza Nueva 2; 20001 Donostia/San Sebastián | Plaza Nueva 2 | 20001 | Donostia/San Sebastián | Gipuzkoa"
            })
    void anAddressInOneLineIsTakenApart(String texto, String calle, String cp, String municipio, String provincia) {
        assertThat(Direccion.de(texto)).contains(new Direccion(calle, cp, municipio, provincia));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Madrid", "Calle Mayor 1, Madrid", "28013 Madrid", "Calle Mayor 1, 28013", "Calle 1, 99999 X"
            })
    void whatIsNoWholeAddressIsNotGuessed(String texto) {
        assertThat(Direccion.de(texto)).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> new Facturae(FacturasDeEjemplo.simplificada(), null))
                .hasMessageContaining("NIF");
        Documento sinDireccion = FacturasDeEjemplo.conTextos("Nuria", "x", "en su casa", "");
        assertThatThrownBy(() -> new Facturae(sinDireccion, null))
                .hasMessageContaining("calle, código postal y municipio");
        assertThat(new Facturae(sinDireccion, "Calle Mayor 1, 28013 Madrid").documento())
                .isNotEmpty();
        assertThatThrownBy(() -> new Facturae(FacturasDeEjemplo.anulada(), null))
                .hasMessageContaining("anulada");
    }

    private static Node leer(Documento factura) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new Facturae(factura, null).documento()));
    }

    private static String texto(Node xml, String xpath) throws XPathExpressionException {
        return XPATH.evaluate(xpath, xml);
    }

    private static Iterable<Node> nodos(Node xml, String xpath) throws XPathExpressionException {
        var nodos = (NodeList) XPATH.evaluate(xpath, xml, XPathConstants.NODESET);
        return Stream.iterate(0, i -> i < nodos.getLength(), i -> i + 1)
                .map(nodos::item)
                .toList();
    }

    private static BigDecimal suma(Node xml, String xpath) throws XPathExpressionException {
        BigDecimal suma = BigDecimal.ZERO;
        for (Node nodo : nodos(xml, xpath)) {
            suma = suma.add(new BigDecimal(nodo.getTextContent()));
        }
        return suma;
    }
}
