package es.crmfactura.factura.borradores;

import static es.crmfactura.factura.CrmVoice.datos;
import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.OportunidadGanada;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class AlGanarOportunidadTest {

    private static final List<OportunidadGanada.Linea> HORNO = List.of(
            new OportunidadGanada.Linea("Horno", BigDecimal.ONE, new BigDecimal("1E+3")),
            new OportunidadGanada.Linea("Puesta en marcha, por hora", new BigDecimal("7.5"), new BigDecimal("40.125")));

    private final UUID oportunidad = UUID.randomUUID();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Test
    void whatWasWonIsADraftToItsClientWithTheLinesThatWereAgreed() {
        UUID ana = crm.unCliente("Ana", "ana@example.com", "12345678Z");
        gana(ana, "Ana");
        borradoresDe(ana)
                .has("/total", 1)
                .has("/facturas/0/estado", "borrador")
                .has("/facturas/0/origen/oportunidad_id", oportunidad.toString())
                .has("/facturas/0/origen/titulo", "Horno nuevo")
                .has("/facturas/0/cliente/cif_nif", "12345678Z")
                .has("/facturas/0/items/0/descripcion", "Horno")
                .has("/facturas/0/items/0/precio", 1000.00)
                .has("/facturas/0/items/1/cantidad", 7.5)
                .has("/facturas/0/items/1/importe", 300.94)
                .has("/facturas/0/total", 1574.14);
    }

    @Test
    void issuedItStillSaysWhereItComesFrom() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        gana(ana, "Ana");
        String id = unico(ana);
        emitir(id)
                .status(200)
                .has("/cliente_crm_id", ana.toString())
                .has("/origen/oportunidad_id", oportunidad.toString())
                .hasAmount("/total", "1574.14");
        shop.get(FACTURAS + "?cliente_crm_id=" + ana)
                .has("/facturas/0/id", id)
                .has("/facturas/0/origen/oportunidad_id", oportunidad.toString());
        assertThat(((FacturaEmitida) log.of(id).get(0).payload()).total()).isEqualByComparingTo("1574.14");
    }

    @Test
    void itComesOnceHoweverOftenItIsTold() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        gana(ana, "Ana");
        gana(ana, "Ana");
        String id = unico(ana);
        emitir(id).status(200);
        gana(ana, "Ana");
        borradoresDe(ana).has("/total", 0);
    }

    @Test
    void whatWasDeletedDoesNotComeAgain() {
        UUID ana = crm.unCliente("Ana", null, null);
        gana(ana, "Ana");
        shop.send("DELETE", FACTURAS + "/" + unico(ana), "").status(204);
        gana(ana, "Ana");
        borradoresDe(ana).has("/total", 0);
    }

    @Test
    void ofAClientNotHeardOfYetItBringsTheData() {
        UUID luis = UUID.randomUUID();
        gana(luis, "Luis");
        String id = unico(luis);
        shop.get(FACTURAS + "/" + id).has("/cliente_nombre", "Luis").has("/cliente/cif_nif", "12345678Z");
        crm.tell(new ClienteActualizado(luis, datos("Luis Gil", null, "12345678Z"), null), 0);
        gana(luis, "Luis");
        emitir(id).status(200).has("/cliente_nombre", "Luis Gil");
    }

    @Test
    void ofAClientWhoIsGoneItBringsNothingBack() {
        UUID luis = UUID.randomUUID();
        crm.tell(new ClienteEliminado(luis), 3);
        gana(luis, "Luis");
        String id = unico(luis);
        shop.get(FACTURAS + "/" + id).has("/cliente_nombre", null);
        emitir(id).problem(422, "cliente_desconocido");
    }

    @Test
    void whatCannotBeALineIsADraftThatSaysSoWhenItIsIssued() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        var enorme = new OportunidadGanada.Linea("Central", BigDecimal.ONE, new BigDecimal("999999999999.99"));
        crm.tell(ganada(ana, "Ana", List.of(enorme)), 1);
        String id = unico(ana);
        emitir(id).problem(422, "campos_invalidos").has("/errores/0/campo", "items[0].precio");
        shop.put(FACTURAS + "/" + id, ShopProgram.factura("", ShopProgram.item("100", 21)))
                .status(200)
                .has("/origen/oportunidad_id", oportunidad.toString());
        emitir(id).status(200);
    }

    private void gana(UUID cliente, String nombre) {
        crm.tell(ganada(cliente, nombre, HORNO), 1);
    }

    private OportunidadGanada ganada(UUID cliente, String nombre, List<OportunidadGanada.Linea> lineas) {
        return new OportunidadGanada(
                oportunidad,
                cliente,
                datos(nombre, null, "12345678Z"),
                "Horno nuevo",
                LocalDate.of(2026, 11, 20),
                lineas);
    }

    private Answer emitir(String id) {
        return shop.post(FACTURAS + "/" + id + "/emitir", "");
    }

    private Answer borradoresDe(UUID cliente) {
        return shop.get(FACTURAS + "?estado=borrador&cliente_crm_id=" + cliente).status(200);
    }

    private String unico(UUID cliente) {
        return borradoresDe(cliente).has("/total", 1).at("/facturas/0/id").asString();
    }
}
