package es.crmfactura.factura.documentos;

import es.crmfactura.factura.emision.Desglose.Impuesto;
import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issued invoice with all that it says. Nothing of it changes, but that it may be cancelled.
 *
 * @param fecha calendar date in Europe/Madrid
 * @param rectificacion of which other invoice; null for what corrects none
 * @param canjeadas the numbers of the simplified invoices in whose place it stands
 */
public record Documento(
        UUID id,
        String numero,
        TipoFactura tipo,
        LocalDate fecha,
        @Nullable LocalDate fechaOperacion,
        LocalDate vencimiento,
        boolean anulada,
        Emisor emisor,
        Destinatario destinatario,
        List<Linea> lineas,
        List<Impuesto> impuestos,
        Importe baseImponible,
        Importe cuotaIva,
        Importe recargo,
        @Nullable BigDecimal retencionIrpf,
        Importe retencion,
        Importe total,
        @Nullable String formaPago,
        @Nullable String notas,
        @Nullable Rectificacion rectificacion,
        List<String> canjeadas) {

    /** As it was when the invoice was issued. */
    public record Emisor(
            String nombre,
            String nif,
            String direccion,
            String codigoPostal,
            String municipio,
            String provincia,
            @Nullable String email,
            @Nullable String telefono,
            @Nullable String iban) {}

    /** As it was when the invoice was issued. */
    public record Destinatario(
            String nombre,
            @Nullable String email,
            @Nullable String nif,
            @Nullable String direccion) {}

    /**
     * @param precio of one unit, without tax
     * @param importe without tax
     */
    public record Linea(
            String descripcion,
            BigDecimal cantidad,
            BigDecimal precio,
            BigDecimal descuento,
            BigDecimal iva,
            BigDecimal recargo,
            @Nullable Exencion exencion,
            Importe importe) {

        public boolean tieneDescuento() {
            return descuento.signum() != 0;
        }

        public boolean tieneRecargo() {
            return recargo.signum() != 0;
        }
    }

    public enum Modo {
        /** Its amounts add to those of the other. */
        diferencias,
        /** Its amounts stand in the place of those of the other. */
        sustitucion
    }

    /** What is corrected, and why (RD 1619/2012, art. 15). */
    public record Rectificacion(String numero, LocalDate fecha, Modo modo, String motivo) {}

    public boolean esSimplificada() {
        return tipo == TipoFactura.F2 || tipo == TipoFactura.R5;
    }

    /** What it has to say of what bears no IVA (RD 1619/2012, art. 6.1.j and m). */
    public List<String> menciones() {
        return impuestos.stream()
                .map(Impuesto::exencion)
                .filter(Objects::nonNull)
                .map(Exencion::mencion)
                .distinct()
                .toList();
    }

    public MedioDePago medioDePago() {
        return MedioDePago.de(formaPago);
    }

    /** The IBAN that the client pays into, without spaces; empty if it pays in another way, or none is known. */
    public Optional<String> cuentaDeAbono() {
        return Optional.ofNullable(emisor.iban())
                .filter(iban -> medioDePago() == MedioDePago.TRANSFERENCIA)
                .map(iban -> iban.replaceAll("\\s", "").toUpperCase(Locale.ROOT))
                .filter(iban -> !iban.isEmpty());
    }

    /** All taxes in it, and nothing taken off for what is withheld. */
    public Importe totalConImpuestos() {
        return baseImponible.mas(cuotaIva).mas(recargo);
    }
}
