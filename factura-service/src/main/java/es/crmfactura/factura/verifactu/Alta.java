package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An issued invoice, as its record is made of it; the number and the issuer are in the database by then.
 *
 * @param tipo F1 to F3 or R1 to R5
 * @param descripcion of what is invoiced; may be longer than a record allows
 * @param destinatario null where an invoice of its kind names nobody
 * @param rectifica null unless it corrects another one
 * @param canjeadas the simplified ones that it is issued in exchange for
 */
public record Alta(
        UUID facturaId,
        String tipo,
        LocalDate fecha,
        @Nullable LocalDate fechaOperacion,
        String descripcion,
        @Nullable Persona destinatario,
        List<Impuesto> impuestos,
        @Nullable Rectifica rectifica,
        List<UUID> canjeadas) {

    /** @param enSuLugar whether it stands in the other's place, or adds to it */
    public record Rectifica(UUID facturaId, boolean enSuLugar) {}

    public record Persona(String nombre, String nif) {

        /** As a record can carry it. */
        Persona conNombre(String otro) {
            return new Persona(Texto.de(otro, Texto.NOMBRE), nif);
        }
    }

    /**
     * The tax of all that is taxed alike.
     *
     * @param causa why it bears no IVA, with the agency's key; null where it does
     * @param tipo percent
     * @param recargoTipo percent; 0 is none
     */
    public record Impuesto(
            @Nullable String causa,
            BigDecimal tipo,
            Importe base,
            Importe cuota,
            BigDecimal recargoTipo,
            Importe recargo) {

        Importe impuestos() {
            return cuota.mas(recargo);
        }
    }

    /** Whether the law wants an invoice of this kind to name who is invoiced: simplified ones, and what corrects them, do not. */
    public static boolean nombraDestinatario(String tipo) {
        return !"F2".equals(tipo) && !"R5".equals(tipo);
    }

    /** The others that its record names. */
    List<UUID> otras() {
        return rectifica == null ? canjeadas : List.of(rectifica.facturaId());
    }

    Importe cuotaTotal() {
        return suma(Impuesto::impuestos);
    }

    /** All taxes included; what the client withholds is not taken off. */
    Importe importeTotal() {
        return suma(Impuesto::base).mas(cuotaTotal());
    }

    private Importe suma(Function<Impuesto, Importe> parte) {
        return impuestos.stream().map(parte).reduce(Importe.CERO, Importe::mas);
    }
}
