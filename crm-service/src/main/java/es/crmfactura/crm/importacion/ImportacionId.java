package es.crmfactura.crm.importacion;

import java.util.UUID;

/** The id of an import that may exist. */
record ImportacionId(UUID value) {

    /** @throws ImportacionDesconocida for any text that can't be an id, as it names none */
    static ImportacionId of(String text) {
        try {
            return new ImportacionId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new ImportacionDesconocida();
        }
    }
}
