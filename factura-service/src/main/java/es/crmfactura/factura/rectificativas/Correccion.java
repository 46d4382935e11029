package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Linea;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Rectificacion;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.emision.Totales;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked for, of what it is asked for. */
record Correccion(Original original, NuevaRectificativa nueva) {

    /**
     * @throws CamposInvalidos for what does not fit to the original
     * @throws RectificacionNoPermitidaException if the original is not corrected so
     * @throws RectificacionExcesivaException if it takes off more than there is
     */
    Factura factura(LocalDate fecha, Instant ahora) {
        original.comprobarQueSeRectifica(nueva.tipo());
        comprobarCampos(fecha);
        Totales totales = totales();
        totales.comprobar(nueva.totalEsperado());
        comprobar(totales);
        return new Factura(
                Factura.nuevoId(),
                Serie.REC,
                causa(totales),
                fecha,
                null,
                Objects.requireNonNullElseGet(nueva.vencimiento(), () -> NuevaFactura.vencimientoUsual(fecha)),
                ahora,
                original.destinatario(),
                lineas(),
                nueva.tieneIvaIncluido(),
                totales,
                original.formaPago(),
                nueva.notas(),
                new Rectificacion(
                        original.factura(), nueva.tipo(), nueva.motivo().strip()),
                List.of());
    }

    private boolean porDiferencias() {
        return nueva.tipo() == Modo.diferencias;
    }

    private boolean deSimplificada() {
        return original.tipo().esSimplificada();
    }

    private void comprobarCampos(LocalDate fecha) {
        List<CampoInvalido> errores = new ArrayList<>();
        if (fecha.isBefore(original.fecha())) {
            errores.add(new CampoInvalido(
                    "fecha", "no puede ser anterior a la de la factura, que es del " + original.fecha()));
        }
        if (nueva.causa() != null && nueva.causa().esSimplificada() != deSimplificada()) {
            errores.add(new CampoInvalido(
                    "causa",
                    deSimplificada()
                            ? "tiene que ser R5, o no enviarse: la factura es simplificada"
                            : "no puede ser R5: la factura no es simplificada"));
        }
        if (retencion() != null && deSimplificada()) {
            errores.add(new CampoInvalido("retencion_irpf", "no cabe en una factura simplificada: no lo envíe"));
        } else if (porDiferencias() && !esIgual(retencion(), original.cuenta().retencionIrpf())) {
            errores.add(new CampoInvalido(
                    "retencion_irpf", "tiene que ser el de la factura: otro cabe solo por sustitución"));
        }
        if (!errores.isEmpty()) {
            throw new CamposInvalidos(errores);
        }
    }

    private static boolean esIgual(@Nullable BigDecimal uno, @Nullable BigDecimal otro) {
        return uno == null || otro == null ? uno == otro : uno.compareTo(otro) == 0;
    }

    private @Nullable BigDecimal retencion() {
        if (nueva.retencionIrpf() == null) {
            return original.cuenta().retencionIrpf();
        }
        return nueva.retencionIrpf().signum() == 0 ? null : nueva.retencionIrpf();
    }

    private List<Linea> lineas() {
        return nueva.quitaTodo()
                ? original.lineas().stream().map(Linea::negada).toList()
                : nueva.lineas().stream().map(item -> item.comoNueva().linea()).toList();
    }

    private Totales totales() {
        if (nueva.quitaTodo()) {
            return original.cuenta().negados();
        }
        return porDiferencias()
                ? original.cuenta().cambio(lineas(), nueva.tieneIvaIncluido())
                : new Totales(Desglose.de(lineas(), nueva.tieneIvaIncluido()), retencion());
    }

    private void comprobar(Totales totales) {
        if (nueva.quitaTodo() && totales.desglose().impuestos().isEmpty()) {
            throw RectificacionExcesivaException.sinNada();
        }
        if (porDiferencias()) {
            original.comprobarQueQueda(totales);
        } else if (totales.retencionIrpf() != null) {
            original.destinatario().comprobarQueRetiene();
        }
        if (deSimplificada()) {
            comprobarLimite(totales.desglose());
        }
    }

    /** What is corrected has to be a simplified invoice still. */
    private void comprobarLimite(Desglose desglose) {
        Importe suma = porDiferencias() ? original.familia().mas(desglose).total() : desglose.total();
        if (desglose.total().esPositivo() && suma.compareTo(Serie.LIMITE_DE_SIMPLIFICADA) > 0) {
            throw RectificacionExcesivaException.deSimplificada(suma);
        }
    }

    private TipoFactura causa(Totales totales) {
        if (deSimplificada()) {
            return TipoFactura.R5;
        }
        if (nueva.causa() != null) {
            return nueva.causa();
        }
        boolean comoEstaba = !porDiferencias()
                && totales.desglose()
                        .impuestos()
                        .equals(original.cuenta().desglose().impuestos());
        return comoEstaba ? TipoFactura.R4 : TipoFactura.R1;
    }
}
