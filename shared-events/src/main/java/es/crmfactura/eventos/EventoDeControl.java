package es.crmfactura.eventos;

/**
 * What both services tell of the stream of their events itself, so that it can be verified and healed. Its aggregate is the
 * stream. Nothing of the business follows from it, and no checkpoint counts it.
 */
public sealed interface EventoDeControl permits PuntoDeControl, PuntoVerificado, ReenvioPedido, ReenvioTerminado {}
