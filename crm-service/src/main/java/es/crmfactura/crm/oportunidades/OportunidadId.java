package es.crmfactura.crm.oportunidades;

import java.util.UUID;

/** The id of an oportunidad that may exist. */
record OportunidadId(UUID value) {

    /** @throws OportunidadDesconocida for any text that can't be an id, as it names none */
    static OportunidadId of(String text) {
        try {
            return new OportunidadId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new OportunidadDesconocida();
        }
    }
}
