package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.Documento.Emisor;
import es.crmfactura.factura.valores.Importe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An invoice as Facturae 3.2.2. Its sums are what the format says they are of its parts. */
final class Facturae {

    private static final String ESPACIO = "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml";
    private static final String MONEDA = "EUR";
    private static final int MAX_TEXTO = 2500;

    private final Documento factura;
    private final Parte cliente;
    private final ImpuestosFacturae impuestos;
    private final Xml xml = new Xml("fe", "Facturae", ESPACIO);

    /**
     * @param direccion of the client; null for the one in the invoice
     * @throws FacturaeImposibleException if something is missing
     */
    Facturae(Documento factura, @Nullable String direccion) {
        if (factura.anulada()) {
            throw FacturaeImposibleException.anulada();
        }
        this.factura = factura;
        this.cliente = cliente(factura.destinatario(), direccion);
        this.impuestos = new ImpuestosFacturae(factura, xml);
    }

    private static Parte cliente(Documento.Destinatario destinatario, @Nullable String direccion) {
        if (destinatario.nif() == null) {
            throw FacturaeImposibleException.sinNif();
        }
        Direccion conocida = Optional.ofNullable(direccion)
                .or(() -> Optional.ofNullable(destinatario.direccion()))
                .flatMap(Direccion::de)
                .orElseThrow(FacturaeImposibleException::sinDireccion);
        return new Parte(destinatario.nif(), destinatario.nombre(), conocida, null, destinatario.email());
    }

    byte[] documento() {
        cabecera();
        xml.elemento("Parties", () -> {
            Emisor emisor = factura.emisor();
            new Parte(emisor.nif(), emisor.nombre(), Direccion.de(emisor), emisor.telefono(), emisor.email())
                    .escribir(xml, "SellerParty");
            cliente.escribir(xml, "BuyerParty");
        });
        xml.elemento("Invoices", () -> xml.elemento("Invoice", this::factura));
        return xml.fin();
    }

    private void cabecera() {
        xml.elemento("FileHeader", () -> {
            xml.texto("SchemaVersion", "3.2.2").texto("Modality", "I").texto("InvoiceIssuerType", "EM");
            xml.elemento("Batch", () -> {
                xml.texto("BatchIdentifier", factura.emisor().nif() + factura.numero())
                        .texto("InvoicesCount", 1);
                importe("TotalInvoicesAmount", factura.total());
                importe("TotalOutstandingAmount", factura.total());
                importe("TotalExecutableAmount", factura.total());
                xml.texto("InvoiceCurrencyCode", MONEDA);
            });
        });
    }

    private void factura() {
        xml.elemento("InvoiceHeader", () -> {
            xml.texto("InvoiceNumber", factura.numero())
                    .texto("InvoiceDocumentType", factura.esSimplificada() ? "FA" : "FC")
                    .texto("InvoiceClass", factura.rectificacion() == null ? "OO" : "OR");
            if (factura.rectificacion() != null) {
                MotivoDeFacturae.escribir(xml, factura.tipo(), factura.rectificacion());
            }
        });
        xml.elemento(
                "InvoiceIssueData",
                () -> xml.texto("IssueDate", factura.fecha())
                        .texto("OperationDate", factura.fechaOperacion())
                        .texto("InvoiceCurrencyCode", MONEDA)
                        .texto("TaxCurrencyCode", MONEDA)
                        .texto("LanguageName", "es"));
        impuestos.escribir();
        new TotalesFacturae(factura, xml).escribir();
        xml.elemento("Items", () -> factura.lineas().forEach(linea -> new LineaFacturae(linea).escribir(xml)));
        pago();
        menciones();
        notas();
    }

    private void pago() {
        if (!factura.total().esPositivo()) {
            return;
        }
        xml.elemento(
                "PaymentDetails",
                () -> xml.elemento("Installment", () -> {
                    xml.texto("InstallmentDueDate", factura.vencimiento())
                            .texto("InstallmentAmount", factura.total())
                            .texto("PaymentMeans", factura.medioDePago().codigo());
                    factura.cuentaDeAbono()
                            .ifPresent(iban -> xml.elemento("AccountToBeCredited", () -> xml.texto("IBAN", iban)));
                }));
    }

    private void menciones() {
        List<String> menciones = factura.menciones();
        if (!menciones.isEmpty()) {
            xml.elemento("LegalLiterals", () -> menciones.forEach(mencion -> xml.texto("LegalReference", mencion)));
        }
    }

    private void notas() {
        String texto = Stream.of(
                        factura.canjeadas().isEmpty()
                                ? ""
                                : "Sustituye a las facturas simplificadas " + String.join(", ", factura.canjeadas())
                                        + ".",
                        factura.notas() == null ? "" : factura.notas())
                .filter(parte -> !parte.isBlank())
                .reduce((una, otra) -> una + "\n" + otra)
                .orElse("");
        if (!texto.isEmpty()) {
            xml.elemento(
                    "AdditionalData",
                    () -> xml.texto(
                            "InvoiceAdditionalInformation", texto.substring(0, Math.min(texto.length(), MAX_TEXTO))));
        }
    }

    private void importe(String nombre, Importe importe) {
        xml.elemento(nombre, () -> xml.texto("TotalAmount", importe));
    }
}
