package es.crmfactura.crm.actividades;

import java.util.UUID;

/** The id of an actividad that may exist. */
record ActividadId(UUID value) {

    /** @throws ActividadDesconocida for any text that can't be an id, as it names nothing */
    static ActividadId of(String text) {
        try {
            return new ActividadId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new ActividadDesconocida();
        }
    }
}
