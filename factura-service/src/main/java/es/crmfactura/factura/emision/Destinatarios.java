package es.crmfactura.factura.emision;

import es.crmfactura.factura.clientes.ClienteDelDirectorio;
import es.crmfactura.factura.clientes.Directorio;
import es.crmfactura.factura.emision.NuevaFactura.ClienteEnLinea;
import es.crmfactura.factura.valores.Nif;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who is invoiced. */
@Component
public class Destinatarios {

    private final Directorio directorio;

    Destinatarios(Directorio directorio) {
        this.directorio = directorio;
    }

    /**
     * @param clienteCrmId the client's id in the CRM; null if {@code cliente} is there
     * @throws ClienteDesconocidoException if it is a client of the CRM whom we do not know
     * @throws CamposInvalidos if the tax id that was sent is not one
     */
    public Destinatario de(@Nullable String clienteCrmId, @Nullable ClienteEnLinea cliente) {
        UUID crmId = NuevaFactura.idDeCliente(clienteCrmId);
        if (crmId != null) {
            return directorio.conCrmId(crmId).map(Destinatario::de).orElseThrow(ClienteDesconocidoException::new);
        }
        return enLinea(Objects.requireNonNull(cliente));
    }

    /** The invoice carries the data that were sent; who that is in the CRM is found out, now or later. */
    private Destinatario enLinea(ClienteEnLinea cliente) {
        String cifNif = nif(cliente.cifNif());
        Optional<ClienteDelDirectorio> conocido = directorio.con(cifNif, cliente.email());
        return new Destinatario(
                conocido.map(ClienteDelDirectorio::crmId).orElse(null),
                cliente.nombreCompleto(),
                cliente.email(),
                cifNif,
                cliente.direccion(),
                conocido.map(ClienteDelDirectorio::esParticular).orElse(false));
    }

    private static @Nullable String nif(@Nullable String texto) {
        if (texto == null || texto.isBlank()) {
            return null;
        }
        return Nif.de(texto)
                .map(Nif::valor)
                .orElseThrow(() -> new CamposInvalidos(List.of(new CampoInvalido(
                        "cliente.cif_nif", "no es un NIF válido: revise su letra o dígito de control"))));
    }
}
