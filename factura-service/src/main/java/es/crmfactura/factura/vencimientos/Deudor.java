package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.valores.Nif;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who owes, as the directory knows it now; else as it was invoiced.
 *
 * @param tipoCliente null if the directory does not know the client
 */
record Deudor(
        String clave,
        @Nullable UUID crmId,
        String nombre,
        @Nullable String email,
        @Nullable String cifNif,
        @Nullable String tipoCliente) {

    /**
     * Whether the law against late payment protects us (Ley 3/2004, art. 3): it does where businesses or public bodies owe, and
     * never where a consumer does. Of whom the directory does not know, only the tax id of an entity says so.
     */
    boolean esComercial() {
        if (tipoCliente != null) {
            return !"particular".equals(tipoCliente);
        }
        return Optional.ofNullable(cifNif)
                .flatMap(Nif::de)
                .filter(Nif::esDeEmpresa)
                .isPresent();
    }
}
