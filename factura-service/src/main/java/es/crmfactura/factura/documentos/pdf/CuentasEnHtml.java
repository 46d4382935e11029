package es.crmfactura.factura.documentos.pdf;

import static es.crmfactura.factura.documentos.Formato.euros;
import static es.crmfactura.factura.documentos.Formato.porcentaje;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.emision.Desglose.Impuesto;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** The taxes of an invoice, and what it comes to. */
final class CuentasEnHtml {

    private final Documento factura;

    CuentasEnHtml(Documento factura) {
        this.factura = factura;
    }

    String bloque() {
        return """
                <div class="cuentas columnas"><div class="desglose"><table>
                <thead><tr><th scope="col" class="tipo">IVA</th><th scope="col">Base</th><th scope="col">Cuota</th>%s</tr></thead>
                <tbody>%s</tbody></table></div>
                <div class="totales"><table>%s%s%s%s%s</table></div></div>
                """.formatted(
                        conRecargo() ? "<th scope=\"col\">R. E.</th><th scope=\"col\">Recargo</th>" : "",
                        factura.impuestos().stream().map(this::impuesto).collect(Collectors.joining()),
                        fila("", "Base imponible", factura.baseImponible()),
                        fila("", "IVA", factura.cuotaIva()),
                        conRecargo() ? fila("", "Recargo de equivalencia", factura.recargo()) : "",
                        retencion(),
                        fila("total", "Total", factura.total()));
    }

    private boolean conRecargo() {
        return factura.impuestos().stream().anyMatch(CuentasEnHtml::conRecargo);
    }

    private static boolean conRecargo(Impuesto impuesto) {
        return impuesto.recargoTipo().signum() != 0;
    }

    private String impuesto(Impuesto impuesto) {
        String tipo =
                impuesto.exencion() == null ? porcentaje(impuesto.tipo()) : LineasEnHtml.causa(impuesto.exencion());
        String recargo = !conRecargo()
                ? ""
                : conRecargo(impuesto)
                        ? celda(porcentaje(impuesto.recargoTipo())) + celda(euros(impuesto.recargo()))
                        : "<td></td><td></td>";
        return "<tr><th scope=\"row\" class=\"tipo\">%s</th>%s%s%s</tr>"
                .formatted(tipo, celda(euros(impuesto.base())), celda(euros(impuesto.cuota())), recargo);
    }

    private String retencion() {
        BigDecimal porcentaje = factura.retencionIrpf();
        return porcentaje == null
                ? ""
                : fila("", "Retención IRPF " + porcentaje(porcentaje), Importe.CERO.menos(factura.retencion()));
    }

    private static String celda(String valor) {
        return "<td>%s</td>".formatted(valor);
    }

    private static String fila(String clase, String nombre, Importe importe) {
        return "<tr class=\"%s\"><th scope=\"row\">%s</th>%s</tr>".formatted(clase, nombre, celda(euros(importe)));
    }
}
