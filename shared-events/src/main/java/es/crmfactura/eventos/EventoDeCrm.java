package es.crmfactura.eventos;

import java.util.UUID;

/** What the CRM tells. Its aggregate, whose events keep their order, is the client unless the event says otherwise. */
public sealed interface EventoDeCrm
        permits ClienteCreado, ClienteActualizado, ClienteFusionado, ClienteEliminado, OportunidadGanada {

    /** The CRM's id of the client. */
    UUID clienteId();
}
