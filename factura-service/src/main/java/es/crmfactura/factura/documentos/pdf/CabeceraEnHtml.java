package es.crmfactura.factura.documentos.pdf;

import static es.crmfactura.factura.documentos.pdf.Html.parrafo;
import static es.crmfactura.factura.documentos.pdf.Html.texto;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.Formato;
import es.crmfactura.factura.documentos.qr.QrTributario;
import org.jspecify.annotations.Nullable;

/** Which invoice it is, from whom, for whom, and of when. */
final class CabeceraEnHtml {

    private final Documento factura;
    private final Membrete membrete;
    private final QrTributario qr;
    private final boolean duplicado;

    CabeceraEnHtml(Documento factura, Membrete membrete, QrTributario qr, boolean duplicado) {
        this.factura = factura;
        this.membrete = membrete;
        this.qr = qr;
        this.duplicado = duplicado;
    }

    String bloque() {
        return emisorYTitulo() + cliente();
    }

    static String titulo(Documento factura) {
        if (factura.rectificacion() != null) {
            return "Factura rectificativa";
        }
        return factura.esSimplificada() ? "Factura simplificada" : "Factura";
    }

    /** The QR first, before all that the invoice says. */
    private String emisorYTitulo() {
        return """
                <div class="columnas">
                <div class="qr"><p>QR tributario:</p>%s%s</div>
                <div class="emisor">%s</div>
                <div class="titulo"><h1>%s</h1><p class="numero">%s</p>%s%s</div>
                </div><div class="raya"></div>
                """.formatted(
                        membrete.imagenDe(qr.codigo()),
                        qr.verifactu() ? "<p>VERI*FACTU</p>" : "",
                        emisor(),
                        titulo(factura),
                        texto(factura.numero()),
                        parrafo("marca", duplicado ? "DUPLICADO" : null),
                        parrafo("marca", factura.anulada() ? "ANULADA" : null));
    }

    private String emisor() {
        var emisor = factura.emisor();
        return membrete.logo(emisor.nombre())
                + parrafo("nombre", emisor.nombre())
                + parrafo("dato", "NIF " + emisor.nif())
                + parrafo("dato", emisor.direccion())
                + parrafo("dato", emisor.codigoPostal() + " " + emisor.municipio() + provincia())
                + parrafo("dato", emisor.telefono())
                + parrafo("dato", emisor.email());
    }

    private String provincia() {
        String provincia = factura.emisor().provincia();
        return provincia.equals(factura.emisor().municipio()) ? "" : " (" + provincia + ")";
    }

    private String cliente() {
        var cliente = factura.destinatario();
        return """
                <div class="columnas">
                <div class="cliente"><h2>Cliente</h2>%s%s%s%s</div>
                <div class="datos"><table>%s%s%s</table></div>
                </div><div class="hueco"></div>
                """.formatted(
                parrafo("nombre", cliente.nombre()),
                parrafo("dato", cliente.nif() == null ? null : "NIF " + cliente.nif()),
                parrafo("dato", cliente.direccion()),
                parrafo("dato", cliente.email()),
                dato("Fecha de expedición", Formato.fecha(factura.fecha())),
                dato(
                        "Fecha de la operación",
                        factura.fechaOperacion() == null ? null : Formato.fecha(factura.fechaOperacion())),
                dato("Vencimiento", factura.total().esPositivo() ? Formato.fecha(factura.vencimiento()) : null));
    }

    private static String dato(String nombre, @Nullable String valor) {
        return valor == null
                ? ""
                : "<tr><th scope=\"row\">%s</th><td>%s</td></tr>".formatted(texto(nombre), texto(valor));
    }
}
