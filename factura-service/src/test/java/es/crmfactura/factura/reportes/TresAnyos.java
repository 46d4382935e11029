package es.crmfactura.factura.reportes;

import static es.crmfactura.factura.ShopProgram.FACTURAS;

import es.crmfactura.eventos.ClienteFusionado;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The invoices that the reports' tests compute with, issued over HTTP as programs do. Half of them are in the sums, the rest is
 * not yet, and nobody can tell which.
 *
 * <pre>
 *  Manolo: B12345674, known to the CRM, at first twice: e4 is his twin's, with whom he is merged then.  Ruiz: 12345678Z, unknown
 *  to it.  The town hall: P2807900B.  Somebody: nobody in particular.
 *
 *        issued      to         what                                         base   IVA     recargo  due         paid
 *  d1    2024-03-15  Manolo     1000 at 21                                   1000   210              2024-04-14  1210 on 2024-04-14
 *  d2    2024-12-30  Ruiz       200 at 10                                     200    20              2025-01-29  220 on 2025-01-20
 *  e1    2025-01-10  Manolo     500 at 21, done on 2024-12-28                 500   105              2025-02-09  605 on 2025-02-10
 *  e2    2025-02-05  Ruiz       300 at 21 with 5.2, 100 at 10 with 1.4        400    73     17.00    2025-03-07  200 on 2025-03-01
 *  e3    2025-02-20  town hall  2000 at 21, 15 % of them (300) withheld      2000   420              2025-03-22  2120 on 2025-03-22
 *  e4    2025-03-10  Manolo     400 exempt (E1), 100 at 21                    500    21              2025-04-09
 *  e5    2025-03-12  somebody   40 at 21, simplified                           40     8.40           2025-04-11  48.40 on 2025-03-12
 *  e6    2025-03-13  somebody   20 at 10, simplified                           20     2              2025-04-12
 *  e7    2025-04-02  Ruiz       1000 at 21                                   1000   210              2025-05-02  847 on 2026-01-10
 *  e8    2025-04-15  Manolo     800 at 21                                     800   168              2025-05-15  100 on 2025-05-15
 *  r7    2025-05-10  Ruiz       takes 300 at 21 off e7                       -300   -63
 *  e9    2025-06-01  Manolo     999 at 21, cancelled                            -     -
 *  f6    2025-06-15  Ruiz       in exchange for e6 (F3)                        20     2              2025-07-15  22 on 2025-06-15
 *  r8    2025-07-01  Manolo     replaces e8: 600 at 21                        600   126              2025-07-31
 *  e11   2025-09-01  Manolo     3000 at 21                                   3000   630              2025-10-01  3630 on 2025-10-01, returned on 2025-10-20
 *  e12   2025-10-05  Ruiz       700 to another state (E5), 250 exported (E2)  950     0              2025-11-04  950 on 2025-12-20, returned on 2026-01-08
 *  e13   2025-12-31  Manolo     100 at 4                                      100     4              2026-01-30
 *  e14   2026-01-05  Manolo     1000 at 21, done on 2025-12-29               1000   210              2026-02-04
 *  r13   2026-01-15  Manolo     replaces e13: 50 at 4                          50     2              2026-02-14
 * </pre>
 */
@TestComponent
public class TresAnyos {

    public static final String MANOLO = "B12345674";
    public static final String RUIZ = "12345678Z";
    public static final String AYUNTAMIENTO = "P2807900B";

    private final ShopProgram shop;
    private final CrmVoice crm;
    private final JdbcTemplate jdbc;
    private boolean emitidas;

    TresAnyos(ShopProgram shop, CrmVoice crm, JdbcTemplate jdbc) {
        this.shop = shop;
        this.crm = crm;
        this.jdbc = jdbc;
    }

    /** Issues them, unless they are there. */
    public synchronized void emitir() {
        if (!emitidas) {
            UUID manolo = crm.unCliente("Bar Manolo S.L.", null, MANOLO);
            anyo2024(manolo);
            primerSemestre(manolo);
            jdbc.execute("select sumar()");
            segundoSemestre(manolo);
            emitidas = true;
        }
    }

    private void anyo2024(UUID manolo) {
        pagar(factura("2024-03-15", crm(manolo), "", linea("1000", "'iva':21")), "1210", "2024-04-14");
        pagar(factura("2024-12-30", ruiz(), "", linea("200", "'iva':10")), "220", "2025-01-20");
    }

    private void primerSemestre(UUID manolo) {
        pagar(
                factura("2025-01-10", crm(manolo), "'fecha_operacion':'2024-12-28',", linea("500", "'iva':21")),
                "605",
                "2025-02-10");
        pagar(
                factura(
                        "2025-02-05",
                        ruiz(),
                        "",
                        linea("300", "'iva':21,'recargo':5.2") + "," + linea("100", "'iva':10,'recargo':1.4")),
                "200",
                "2025-03-01");
        pagar(
                factura("2025-02-20", ayuntamiento(), "'retencion_irpf':15,", linea("2000", "'iva':21")),
                "2120",
                "2025-03-22");
        UUID gemelo = crm.unCliente("Manolo", null, MANOLO);
        factura("2025-03-10", crm(gemelo), "", linea("400", "'exencion':'E1'") + "," + linea("100", "'iva':21"));
        pagar(factura("2025-03-12", alguien(), "", linea("40", "'iva':21")), "48.40", "2025-03-12");
        String e6 = factura("2025-03-13", alguien(), "", linea("20", "'iva':10"));
        String e7 = factura("2025-04-02", ruiz(), "", linea("1000", "'iva':21"));
        String e8 = factura("2025-04-15", crm(manolo), "", linea("800", "'iva':21"));
        pagar(e8, "100", "2025-05-15");
        rectificar(e7, "diferencias", "2025-05-10", "-3", "'iva':21");
        pagar(e7, "847", "2026-01-10");
        shop.anular(factura("2025-06-01", crm(manolo), "", linea("999", "'iva':21")))
                .status(200);
        pagar(canjear(e6), "22", "2025-06-15");
        rectificar(e8, "sustitucion", "2025-07-01", "6", "'iva':21");
        crm.tell(new ClienteFusionado(gemelo, manolo), 1);
    }

    private void segundoSemestre(UUID manolo) {
        String e11 = factura("2025-09-01", crm(manolo), "", linea("3000", "'iva':21"));
        devolver(pagar(e11, "3630", "2025-10-01"), "2025-10-20");
        String e12 = factura(
                "2025-10-05", ruiz(), "", linea("700", "'exencion':'E5'") + "," + linea("250", "'exencion':'E2'"));
        devolver(pagar(e12, "950", "2025-12-20"), "2026-01-08");
        String e13 = factura("2025-12-31", crm(manolo), "", linea("100", "'iva':4"));
        factura("2026-01-05", crm(manolo), "'fecha_operacion':'2025-12-29',", linea("1000", "'iva':21"));
        rectificar(e13, "sustitucion", "2026-01-15", "0.5", "'iva':4");
    }

    private static String crm(UUID cliente) {
        return "'cliente_crm_id':'%s'".formatted(cliente);
    }

    private static String ruiz() {
        return "'cliente':{'nombre_completo':'=Ferretería Ruiz','cif_nif':'%s'}".formatted(RUIZ);
    }

    private static String ayuntamiento() {
        return "'cliente':{'nombre_completo':'Ayuntamiento','cif_nif':'%s'}".formatted(AYUNTAMIENTO);
    }

    private static String alguien() {
        return "'cliente':{'nombre_completo':'Lucía'}";
    }

    private static String linea(String precio, String impuesto) {
        return "{'descripcion':'Género','cantidad':1,'precio':%s,%s}".formatted(precio, impuesto);
    }

    private String factura(String fecha, String cliente, String mas, String lineas) {
        return id(shop.post(FACTURAS, json("{'fecha':'%s',%s,%s'items':[%s]}".formatted(fecha, cliente, mas, lineas))));
    }

    /** So many units of 100. */
    private void rectificar(String factura, String tipo, String fecha, String cantidad, String impuesto) {
        id(shop.rectificar(
                factura,
                "'tipo':'%s','fecha':'%s','items':[{'descripcion':'Género','cantidad':%s,'precio':100,%s}]"
                        .formatted(tipo, fecha, cantidad, impuesto)));
    }

    private String canjear(String simplificada) {
        return id(shop.post(
                FACTURAS + "/canjear",
                json("{'facturas':['%s'],'fecha':'2025-06-15',%s}".formatted(simplificada, ruiz()))));
    }

    private String pagar(String factura, String importe, String fecha) {
        return id(shop.post(
                FACTURAS + "/" + factura + "/pagos", json("{'importe':%s,'fecha':'%s'}".formatted(importe, fecha))));
    }

    private void devolver(String pago, String fecha) {
        shop.post("/api/pagos/" + pago + "/devolver", json("{'fecha':'%s'}".formatted(fecha)))
                .status(200);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String id(Answer answer) {
        return answer.status(201).at("/id").asString();
    }
}
