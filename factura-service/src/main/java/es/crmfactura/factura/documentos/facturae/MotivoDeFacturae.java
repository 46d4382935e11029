package es.crmfactura.factura.documentos.facturae;

import es.crmfactura.factura.documentos.Documento.Modo;
import es.crmfactura.factura.documentos.Documento.Rectificacion;
import es.crmfactura.factura.emision.TipoFactura;
import java.time.LocalDate;

/** Why an invoice corrects another one, as near as the list of Facturae comes to it: what we were told is said beside. */
enum MotivoDeFacturae {
    DETALLE("10", "Detalle Operación"),
    BASE("16", "Base imponible"),
    IMPAGO("85", "Base imponible modificada cuotas repercutidas no satisfechas. Auto de declaración de concurso");

    private final String codigo;
    private final String descripcion;

    MotivoDeFacturae(String codigo, String descripcion) {
        this.codigo = codigo;
        this.descripcion = descripcion;
    }

    private static MotivoDeFacturae de(TipoFactura tipo) {
        return switch (tipo) {
            case R1 -> BASE;
            case R2, R3 -> IMPAGO;
            default -> DETALLE;
        };
    }

    static void escribir(Xml xml, TipoFactura tipo, Rectificacion rectificacion) {
        MotivoDeFacturae motivo = de(tipo);
        boolean integra = rectificacion.modo() == Modo.sustitucion;
        LocalDate trimestre = rectificacion
                .fecha()
                .withDayOfMonth(1)
                .minusMonths((rectificacion.fecha().getMonthValue() - 1) % 3);
        xml.elemento(
                "Corrective",
                () -> xml.texto("InvoiceNumber", rectificacion.numero())
                        .texto("ReasonCode", motivo.codigo)
                        .texto("ReasonDescription", motivo.descripcion)
                        .elemento(
                                "TaxPeriod",
                                () -> xml.texto("StartDate", trimestre)
                                        .texto(
                                                "EndDate",
                                                trimestre.plusMonths(3).minusDays(1)))
                        .texto("CorrectionMethod", integra ? "01" : "02")
                        .texto(
                                "CorrectionMethodDescription",
                                integra ? "Rectificación íntegra" : "Rectificación por diferencias")
                        .texto("AdditionalReasonDescription", rectificacion.motivo())
                        .texto("InvoiceIssueDate", rectificacion.fecha()));
    }
}
