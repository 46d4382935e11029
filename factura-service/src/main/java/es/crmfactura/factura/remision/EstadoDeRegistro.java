package es.crmfactura.factura.remision;

/** What became of a record, as it is answered and kept. */
enum EstadoDeRegistro {
    /** It waits to be sent. */
    pendiente,
    /** It was sent, and what became of it is not known yet. */
    enviado,
    aceptado,
    /** The agency has it, and asks for it to be put right. */
    aceptado_con_errores,
    /** The agency does not have it. */
    rechazado
}
