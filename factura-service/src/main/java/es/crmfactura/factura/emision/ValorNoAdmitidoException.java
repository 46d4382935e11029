package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What the database has no room for: told before anything is written, and with its name. */
final class ValorNoAdmitidoException extends Problema {

    private static final Importe DEMASIADO = new Importe(new BigDecimal("1e12"));

    private ValorNoAdmitidoException(List<CampoInvalido> errores) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "valor_no_admitido",
                "Algún valor es demasiado grande o contiene caracteres que no se pueden guardar: revíselos.",
                errores,
                Map.of());
    }

    /** @throws ValorNoAdmitidoException if anything of it can't be kept */
    static void comprobar(Factura factura) {
        List<CampoInvalido> errores = new ArrayList<>();
        texto(errores, "cliente.nombre_completo", factura.destinatario().nombre());
        texto(errores, "cliente.email", factura.destinatario().email());
        texto(errores, "cliente.direccion", factura.destinatario().direccion());
        texto(errores, "forma_pago", factura.formaPago());
        texto(errores, "notas", factura.notas());
        fecha(errores, "fecha", factura.fecha());
        fecha(errores, "fecha_operacion", factura.fechaOperacion());
        fecha(errores, "vencimiento", factura.vencimiento());
        for (int i = 0; i < factura.lineas().size(); i++) {
            Linea linea = factura.lineas().get(i);
            texto(errores, "items[" + i + "].descripcion", linea.descripcion());
            importe(errores, "items[" + i + "].precio", linea.importe());
        }
        importe(errores, "total", factura.desglose().total());
        if (!errores.isEmpty()) {
            throw new ValorNoAdmitidoException(errores);
        }
    }

    private static void texto(List<CampoInvalido> errores, String campo, @Nullable String texto) {
        if (texto != null && texto.indexOf('\0') >= 0) {
            errores.add(new CampoInvalido(campo, "contiene caracteres que no se pueden guardar"));
        }
    }

    private static void fecha(List<CampoInvalido> errores, String campo, @Nullable LocalDate fecha) {
        if (fecha != null && !NuevaFactura.esPosible(fecha)) {
            errores.add(new CampoInvalido(campo, "tiene que ser de un año entre 1 y 9999"));
        }
    }

    private static void importe(List<CampoInvalido> errores, String campo, Importe importe) {
        if (importe.compareTo(DEMASIADO) >= 0) {
            errores.add(new CampoInvalido(campo, "suma demasiado: tiene que ser menos de un billón de euros"));
        }
    }
}
