package es.crmfactura.webhooks;

import es.crmfactura.webhooks.EntregaDeWebhook.Estado;

/** What became of an attempt. */
enum Desenlace {
    DELIVERED(Estado.entregada),
    FAILED(Estado.pendiente),
    ABANDONED(Estado.abandonada);

    private final Estado estado;

    Desenlace(Estado estado) {
        this.estado = estado;
    }

    /** In which its delivery is from then on. */
    Estado estado() {
        return estado;
    }
}
