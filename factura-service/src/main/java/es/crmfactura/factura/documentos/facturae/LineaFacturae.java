package es.crmfactura.factura.documentos.facturae;

import static es.crmfactura.factura.documentos.facturae.ImpuestosFacturae.dosDecimales;

import es.crmfactura.factura.documentos.Documento.Linea;
import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** One line: what it costs, less its discount, is what it comes to, to the cent. */
final class LineaFacturae {

    private static final int DECIMALES = 8;

    private final Linea linea;
    /** Before the discount. */
    private final Importe coste;

    LineaFacturae(Linea linea) {
        this.linea = linea;
        this.coste = linea.tieneDescuento() ? new Importe(linea.cantidad().multiply(linea.precio())) : linea.importe();
    }

    void escribir(Xml xml) {
        xml.elemento("InvoiceLine", () -> {
            xml.texto("ItemDescription", linea.descripcion())
                    .texto("Quantity", linea.cantidad().toPlainString())
                    .texto("UnitPriceWithoutTax", precio().toPlainString())
                    .texto("TotalCost", coste);
            if (linea.tieneDescuento()) {
                xml.elemento(
                        "DiscountsAndRebates",
                        () -> xml.elemento(
                                "Discount",
                                () -> xml.texto("DiscountReason", "Descuento")
                                        .texto("DiscountRate", dosDecimales(linea.descuento()))
                                        .texto("DiscountAmount", coste.menos(linea.importe()))));
            }
            xml.texto("GrossAmount", linea.importe());
            xml.elemento(
                    "TaxesOutputs",
                    () -> ImpuestosFacturae.iva(
                            xml,
                            linea.iva(),
                            linea.importe().euros(),
                            exacto(linea.iva()),
                            linea.recargo(),
                            exacto(linea.recargo())));
            sinIva(xml, linea.exencion());
        });
    }

    /** Of a line with tax in its price we know four decimals, which many units may need more of. */
    private BigDecimal precio() {
        boolean basta = new Importe(linea.cantidad().multiply(linea.precio())).equals(coste);
        return basta || linea.tieneDescuento()
                ? linea.precio()
                : linea.importe().euros().divide(linea.cantidad(), DECIMALES, RoundingMode.HALF_UP);
    }

    /** The tax is computed on the sum of the lines, so that of one of them is not rounded. */
    private BigDecimal exacto(BigDecimal tipo) {
        return linea.importe().euros().multiply(tipo).movePointLeft(2);
    }

    /** The text begins with the code of the tax that it is about; reverse charge is no event of its own. */
    private static void sinIva(Xml xml, @Nullable Exencion exencion) {
        if (exencion == null) {
            return;
        }
        String causa = "01 " + exencion.mencion();
        xml.texto("AdditionalLineItemInformation", causa);
        if (exencion != Exencion.S2) {
            boolean noSujeta = exencion == Exencion.N1 || exencion == Exencion.N2;
            xml.elemento(
                    "SpecialTaxableEvent",
                    () -> xml.texto("SpecialTaxableEventCode", noSujeta ? "02" : "01")
                            .texto("SpecialTaxableEventReason", causa));
        }
    }
}
