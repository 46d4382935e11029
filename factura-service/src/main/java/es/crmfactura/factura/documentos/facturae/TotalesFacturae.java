package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.valores.Importe;

/**
 * What an invoice comes to. Without tax, the lines of an invoice with tax in its prices may differ from its base by cents.
 * Facturae has a place for that: in a discount or a charge on the whole.
 */
final class TotalesFacturae {

    private final Documento factura;
    private final Xml xml;
    private final Importe lineas;
    private final Importe cargo;
    private final Importe descuento;

    TotalesFacturae(Documento factura, Xml xml) {
        this.factura = factura;
        this.xml = xml;
        this.lineas = factura.lineas().stream().map(Documento.Linea::importe).reduce(Importe.CERO, Importe::mas);
        this.cargo = factura.baseImponible().menos(lineas);
        this.descuento = lineas.menos(factura.baseImponible());
    }

    void escribir() {
        xml.elemento("InvoiceTotals", () -> {
            xml.texto("TotalGrossAmount", lineas);
            redondeo("GeneralDiscounts", "Discount", descuento);
            redondeo("GeneralSurcharges", "Charge", cargo);
            xml.texto("TotalGeneralDiscounts", descuento.esPositivo() ? descuento : null)
                    .texto("TotalGeneralSurcharges", cargo.esPositivo() ? cargo : null)
                    .texto("TotalGrossAmountBeforeTaxes", factura.baseImponible())
                    .texto("TotalTaxOutputs", factura.cuotaIva().mas(factura.recargo()))
                    .texto("TotalTaxesWithheld", factura.retencion())
                    .texto("InvoiceTotal", factura.total())
                    .texto("TotalOutstandingAmount", factura.total())
                    .texto("TotalExecutableAmount", factura.total());
        });
    }

    private void redondeo(String grupo, String elemento, Importe importe) {
        if (importe.esPositivo()) {
            xml.elemento(
                    grupo,
                    () -> xml.elemento(
                            elemento,
                            () -> xml.texto(elemento + "Reason", "Redondeo de precios con IVA")
                                    .texto(elemento + "Amount", importe)));
        }
    }
}
