package es.crmfactura.factura.documentos.pdf;

import static es.crmfactura.factura.documentos.pdf.Html.parrafo;
import static es.crmfactura.factura.documentos.pdf.Html.texto;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.Documento.Modo;
import es.crmfactura.factura.documentos.Documento.Rectificacion;
import es.crmfactura.factura.documentos.Formato;
import es.crmfactura.factura.documentos.qr.QrTributario;
import java.util.stream.Collectors;

/** An invoice as a page of XHTML, which a style sheet lays out (what it has to say: RD 1619/2012, art. 6, 7, 14 and 15). */
final class FacturaEnHtml {

    private static final int LETRAS_EN_EL_PIE = 50;

    private final Documento factura;
    private final Membrete membrete;
    private final QrTributario qr;
    private final boolean duplicado;

    FacturaEnHtml(Documento factura, Membrete membrete, QrTributario qr, boolean duplicado) {
        this.factura = factura;
        this.membrete = membrete;
        this.qr = qr;
        this.duplicado = duplicado;
    }

    String pagina() {
        return """
                <html lang="es"><head><title>%s</title><meta name="author" content="%s"/><style>%s</style></head><body>
                %s
                """.formatted(
                                texto(CabeceraEnHtml.titulo(factura) + " " + factura.numero()),
                                texto(factura.emisor().nombre()),
                                membrete.estilo(),
                                pie())
                + new CabeceraEnHtml(factura, membrete, qr, duplicado).bloque()
                + rectificacion()
                + new LineasEnHtml(factura.lineas()).tabla()
                + new CuentasEnHtml(factura).bloque()
                + menciones()
                + pago()
                + notas()
                + "</body></html>";
    }

    /** On every page. */
    private String pie() {
        return "<div class=\"pie\">%s · NIF %s · %s%s</div>"
                .formatted(
                        texto(recortado(factura.emisor().nombre())),
                        texto(factura.emisor().nif()),
                        texto(factura.numero()),
                        factura.anulada() ? " · <strong>ANULADA</strong>" : "");
    }

    /** It has one line. */
    private static String recortado(String nombre) {
        return nombre.length() <= LETRAS_EN_EL_PIE ? nombre : nombre.substring(0, LETRAS_EN_EL_PIE - 1) + "…";
    }

    private String rectificacion() {
        Rectificacion rectificacion = factura.rectificacion();
        if (rectificacion != null) {
            return """
                    <div class="aviso"><p class="fuerte">Rectifica la factura %s, de fecha %s, por %s.</p>\
                    <p>Motivo: %s</p></div>
                    """.formatted(
                            texto(rectificacion.numero()),
                            Formato.fecha(rectificacion.fecha()),
                            rectificacion.modo() == Modo.diferencias
                                    ? "diferencias: sus importes se suman a los de ella"
                                    : "sustitución: sus importes están en el lugar de los de ella",
                            texto(rectificacion.motivo()));
        }
        return factura.canjeadas().isEmpty()
                ? ""
                : "<div class=\"aviso\"><p>Sustituye a las facturas simplificadas %s.</p></div>"
                        .formatted(factura.canjeadas().stream().map(Html::texto).collect(Collectors.joining(", ")));
    }

    private String pago() {
        String formaPago = parrafo("dato", factura.formaPago());
        String cuenta =
                parrafo("dato", factura.cuentaDeAbono().map(Formato::iban).orElse(null));
        return !factura.total().esPositivo() || (formaPago + cuenta).isEmpty()
                ? ""
                : "<div class=\"apartado\"><h2>Forma de pago</h2>%s%s</div>".formatted(formaPago, cuenta);
    }

    private String menciones() {
        String menciones = factura.menciones().stream()
                .map(mencion -> parrafo("dato", mencion + "."))
                .collect(Collectors.joining());
        return menciones.isEmpty() ? "" : "<div class=\"apartado\">%s</div>".formatted(menciones);
    }

    private String notas() {
        return factura.notas() == null || factura.notas().isBlank()
                ? ""
                : "<div class=\"apartado\"><h2>Notas</h2>%s</div>".formatted(parrafo("notas", factura.notas()));
    }
}
