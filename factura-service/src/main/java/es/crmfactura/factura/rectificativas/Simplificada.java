package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.TipoFactura;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a full one is to be issued in exchange for.
 *
 * @param sustituta what stands in its place; null if nothing does
 * @param rectificativas the numbers of those that correct it
 */
record Simplificada(
        Referencia factura,
        TipoFactura tipo,
        LocalDate fecha,
        @Nullable String cifNif,
        boolean anulada,
        @Nullable String sustituta,
        List<String> rectificativas) {

    /** @return why it is not exchanged so; empty if it is */
    Optional<String> impedimento(Destinatario cliente, LocalDate dia) {
        return porque(cliente, dia).map(porque -> "la " + factura.numero() + " " + porque);
    }

    private Optional<String> porque(Destinatario cliente, LocalDate dia) {
        if (tipo != TipoFactura.F2) {
            return Optional.of("no es una factura simplificada");
        }
        if (anulada) {
            return Optional.of("está anulada");
        }
        if (sustituta != null) {
            return Optional.of("ya no vale: ocupa su lugar la " + sustituta);
        }
        if (!rectificativas.isEmpty()) {
            return Optional.of("está rectificada por " + String.join(", ", rectificativas));
        }
        if (cifNif != null && !cifNif.equals(cliente.cifNif())) {
            return Optional.of("lleva el NIF de otro cliente");
        }
        return fecha.isAfter(dia) ? Optional.of("es de una fecha posterior, " + fecha) : Optional.empty();
    }
}
