package es.crmfactura.factura.documentos.correo;

import java.util.UUID;

/**
 * One e-mail that is to be sent.
 *
 * @param intentos how often that was tried, this time included
 */
record Encargo(UUID id, UUID factura, String para, String asunto, String mensaje, int intentos) {}
