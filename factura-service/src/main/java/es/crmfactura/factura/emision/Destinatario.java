package es.crmfactura.factura.emision;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.factura.clientes.ClienteDelDirectorio;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.factura.verifactu.Alta;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is invoiced, with the data as they are at that moment.
 *
 * @param crmId null while the CRM has not said who this is
 * @param particular known to buy as a private person
 */
public record Destinatario(
        @Nullable UUID crmId,
        String nombre,
        @Nullable String email,
        @Nullable String cifNif,
        @Nullable String direccion,
        boolean particular) {

    static Destinatario de(ClienteDelDirectorio cliente) {
        return new Destinatario(
                cliente.crmId(),
                Objects.requireNonNullElse(cliente.razonSocial(), cliente.nombreCompleto()),
                cliente.email(),
                cliente.cifNif(),
                null,
                cliente.esParticular());
    }

    Optional<Nif> nif() {
        return Optional.ofNullable(cifNif).flatMap(Nif::de);
    }

    /** @throws SerieNoPermitidaException if it has none, so that it is not invoiced in full */
    public void comprobarQueTieneNif() {
        if (nif().isEmpty()) {
            throw SerieNoPermitidaException.sinNif();
        }
    }

    /** @throws RetencionNoPermitidaException if it does not withhold income tax from what it pays */
    public void comprobarQueRetiene() {
        if (nif().isEmpty()) {
            throw RetencionNoPermitidaException.sinNif();
        }
        if (particular) {
            throw RetencionNoPermitidaException.deParticular();
        }
    }

    /** Null if it has no valid tax id. */
    Alta.@Nullable Persona comoPersona() {
        return nif().map(nif -> new Alta.Persona(nombre, nif.valor())).orElse(null);
    }

    ClienteFacturado comoEvento() {
        return new ClienteFacturado(crmId, nombre, email, cifNif);
    }
}
