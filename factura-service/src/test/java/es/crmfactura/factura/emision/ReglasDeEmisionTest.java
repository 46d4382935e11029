package es.crmfactura.factura.emision;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.factura;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FacturaTest
class ReglasDeEmisionTest {

    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));
    private static final String ITEM = item("100", 21);

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aControlTotalThatDiffersIsRefusedNamingBoth() {
        Answer answer = shop.emitir("'total':120.99,", ITEM)
                .problem(422, "total_distinto")
                .has("/errores/0/campo", "total")
                .hasAmount("/total_calculado", "121.00")
                .hasAmount("/total_enviado", "120.99");
        assertThat(answer.at("/detail").asString()).contains("121.00", "120.99");
        shop.emitir("'total':121,", ITEM).status(201);
    }

    @Test
    void whoHasNoTaxIdGetsASimplifiedInvoice() {
        sinNif("", "330.58").status(201).has("/serie", "SIM").hasAmount("/total", "400.00");
        sinNif("", "330.59").problem(422, "nif_requerido").has("/errores/0/campo", "cliente.cif_nif");
        sinNif("'serie':'FAC',", "1").problem(422, "nif_requerido");
        shop.post(FACTURAS, factura("", ITEM).replace("B12345674", " "))
                .status(201)
                .has("/serie", "SIM")
                .has("/cliente/cif_nif", null);
    }

    @Test
    void whoHasATaxIdMayAskForASimplifiedInvoiceOfASmallAmount() {
        shop.emitir("'serie':'SIM',", ITEM).status(201).has("/serie", "SIM");
        shop.emitir("'serie':'SIM',", item("330.59", 21))
                .problem(422, "simplificada_demasiado_grande")
                .has("/errores/0/campo", "serie");
    }

    @Test
    void aTaxIdIsKeptAsTheLawWritesIt() {
        shop.post(FACTURAS, factura("", ITEM).replace("B12345674", " es b-12345674"))
                .status(201)
                .has("/serie", "FAC")
                .has("/cliente/cif_nif", "B12345674");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678A", "B12345678", "X1111111A", "hola"})
    void aWrongTaxIdIsRefused(String cifNif) {
        shop.post(FACTURAS, factura("", ITEM).replace("B12345674", cifNif))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "cliente.cif_nif");
    }

    @Test
    void aClientOfTheCrmIsInvoicedByItsId() {
        var cliente = crm.unCliente("Talleres Paco", "paco@example.com", "ES12345678Z");
        deCliente(cliente.toString(), "1000")
                .status(201)
                .has("/serie", "FAC")
                .has("/cliente_crm_id", cliente.toString())
                .has("/cliente_nombre", "Talleres Paco")
                .has("/cliente/email", "paco@example.com");
        var sinNif = crm.unCliente("Con NIF equivocado", null, "ES12345678A");
        deCliente(sinNif.toString(), "1").status(201).has("/serie", "SIM");
        deCliente(sinNif.toString(), "1000").problem(422, "nif_requerido");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "7", "nadie", "1-1-1-1-1", ""})
    void aClientWhomTheCrmHasNotToldOfIsRefused(String cliente) {
        deCliente(cliente, "1").problem(422, "cliente_desconocido").has("/errores/0/campo", "cliente_crm_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retencion_irpf':16,|retencion_irpf",
                "'serie':'REC',|serie",
                "'cliente_crm_id':'0192f0c1-0000-7000-8000-000000000000',|cliente",
                "'vencimiento':'1999-01-01',|vencimiento",
                "'fecha':'22/11/2026',|fecha",
                "'total':'mucho',|total",
                "'total':1e999999,|total",
                "'total':121.001,|total",
                "'iva_incluido':'quizas',|iva_incluido"
            })
    void whatIsAskedForAndNotPossibleIsRefusedAndNamed(String fields, String campo) {
        shop.emitir(fields, ITEM).problem(422, "campos_invalidos").has("/errores/0/campo", campo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cantidad':1,'precio':1|descripcion",
                "'descripcion':' ','cantidad':1,'precio':1|descripcion",
                "'descripcion':'\u2003','cantidad':1,'precio':1|descripcion",
                "'descripcion':'x','precio':1|cantidad",
                "'descripcion':'x','cantidad':0,'precio':1|cantidad",
                "'descripcion':'x','cantidad':-1,'precio':1|cantidad",
                "'descripcion':'x','cantidad':1|precio",
                "'descripcion':'x','cantidad':1,'precio':-1|precio",
                "'descripcion':'x','cantidad':1,'precio':1e999999|precio",
                "'descripcion':'x','cantidad':1,'precio':1,'iva':7|iva",
                "'descripcion':'x','cantidad':1,'precio':1,'iva':1e999999|iva",
                "'descripcion':'x','cantidad':1,'precio':1,'descuento':100.01|descuento",
                "'descripcion':'x','cantidad':1,'precio':1,'exencion':'E7'|exencion",
                "'descripcion':'x','cantidad':1,'precio':1,'recargo':1e999999|recargo"
            })
    void aLineAtFaultIsNamed(String line, String campo) {
        shop.emitir("", ITEM, "{" + line + "}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "items[1]." + campo);
    }

    @Test
    void thereAreLinesAndAClient() {
        shop.emitir("").problem(422, "campos_invalidos").has("/errores/0/campo", "items");
        shop.post(FACTURAS, "{}").problem(422, "campos_invalidos");
        shop.post(FACTURAS, factura("", ITEM).replaceFirst("\"cliente\":\\{.*?\\},", ""))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "cliente");
        shop.post(FACTURAS, factura("", ITEM).replace("Bar Manolo S.L.", " "))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "cliente.nombre_completo");
        shop.emitir("", "{'descripcion':'x','cantidad':99999999,'precio':99999999}")
                .problem(422, "valor_no_admitido")
                .has("/errores/0/campo", "items[0].precio");
    }

    @Test
    void theDatesOfASeriesGoForward() {
        int ejercicio = unEjercicio();
        enFecha(ejercicio + "-05-02").status(201);
        enFecha(ejercicio + "-05-01").problem(422, "fecha_anterior").has("/errores/0/campo", "fecha");
        enFecha(ejercicio + "-05-02").status(201).has("/numero", "FAC-%d-000002".formatted(ejercicio));
        shop.emitir("'serie':'SIM','fecha':'%d-05-01',".formatted(ejercicio), ITEM)
                .status(201);
        enFecha(HOY.plusDays(1).toString()).problem(422, "campos_invalidos").has("/errores/0/campo", "fecha");
    }

    @Test
    void aRefusedRequestHasNoEffectAtAll() {
        int ejercicio = unEjercicio();
        String fecha = "'fecha':'%d-06-01',".formatted(ejercicio);
        shop.emitir(fecha, ITEM).status(201);
        String before = everything();
        shop.emitir(fecha + "'total':1,", ITEM).status(422);
        shop.emitir("'fecha':'%d-05-31',".formatted(ejercicio), ITEM).status(422);
        shop.emitir(fecha, item("-1", 21)).status(422);
        shop.emitir(fecha + "'notas':'\\u0000',", ITEM).problem(422, "valor_no_admitido");
        shop.emitir(fecha, "{'descripcion':'x','cantidad':99999999,'precio':99999999}")
                .status(422);
        shop.post(FACTURAS, "{\"items\":").status(400);
        assertThat(everything()).isEqualTo(before);
        shop.emitir(fecha, ITEM).status(201).has("/numero", "FAC-%d-000002".formatted(ejercicio));
    }

    private String everything() {
        return jdbc.sql("""
                        select concat_ws(' ', (select count(*) from factura), (select count(*) from factura_linea),
                          (select count(*) from factura_impuesto), (select sum(ultimo) from serie))""").query(String.class).single() + " " + log.count();
    }

    private Answer enFecha(String fecha) {
        return shop.emitir("'fecha':'%s',".formatted(fecha), ITEM);
    }

    private Answer sinNif(String fields, String precio) {
        return shop.post(FACTURAS, factura(fields, item(precio, 21)).replace(",\"cif_nif\":\"B12345674\"", ""));
    }

    private Answer deCliente(String cliente, String precio) {
        return shop.post(
                FACTURAS,
                factura("", item(precio, 21))
                        .replaceFirst("\"cliente\":\\{.*?\\}", "\"cliente_crm_id\":\"" + cliente + "\""));
    }
}
