package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.emision.Desglose.Impuesto;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The taxes of an invoice, each rate once: why there is none is said with the lines. */
final class ImpuestosFacturae {

    private static final String IVA = "01";
    private static final String IRPF = "04";

    private final Documento factura;
    private final Xml xml;

    ImpuestosFacturae(Documento factura, Xml xml) {
        this.factura = factura;
        this.xml = xml;
    }

    void escribir() {
        xml.elemento(
                "TaxesOutputs",
                () -> porTipo()
                        .forEach(i -> iva(
                                xml,
                                i.tipo(),
                                i.base().euros(),
                                i.cuota().euros(),
                                i.recargoTipo(),
                                i.recargo().euros())));
        BigDecimal porcentaje = factura.retencionIrpf();
        if (porcentaje != null) {
            xml.elemento(
                    "TaxesWithheld",
                    () -> xml.elemento("Tax", () -> {
                        xml.texto("TaxTypeCode", IRPF).texto("TaxRate", dosDecimales(porcentaje));
                        importe(xml, "TaxableBase", factura.baseImponible().euros());
                        importe(xml, "TaxAmount", factura.retencion().euros());
                    }));
        }
    }

    private Collection<Impuesto> porTipo() {
        Map<List<BigDecimal>, Impuesto> impuestos = new LinkedHashMap<>();
        factura.impuestos()
                .forEach(impuesto -> impuestos.merge(
                        List.of(impuesto.tipo(), impuesto.recargoTipo()), impuesto, ImpuestosFacturae::suma));
        return impuestos.values();
    }

    private static Impuesto suma(Impuesto uno, Impuesto otro) {
        return new Impuesto(
                uno.tipo(),
                uno.base().mas(otro.base()),
                uno.cuota().mas(otro.cuota()),
                uno.recargoTipo(),
                uno.recargo().mas(otro.recargo()),
                null);
    }

    /** Of an invoice or of a line. */
    static void iva(
            Xml xml, BigDecimal tipo, BigDecimal base, BigDecimal cuota, BigDecimal recargoTipo, BigDecimal recargo) {
        xml.elemento("Tax", () -> {
            xml.texto("TaxTypeCode", IVA).texto("TaxRate", dosDecimales(tipo));
            importe(xml, "TaxableBase", base);
            importe(xml, "TaxAmount", cuota);
            if (recargoTipo.signum() != 0) {
                xml.texto("EquivalenceSurcharge", dosDecimales(recargoTipo));
                importe(xml, "EquivalenceSurchargeAmount", recargo);
            }
        });
    }

    private static void importe(Xml xml, String nombre, BigDecimal importe) {
        xml.elemento(nombre, () -> xml.texto("TotalAmount", importe.toPlainString()));
    }

    static String dosDecimales(BigDecimal porcentaje) {
        return porcentaje.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }
}
