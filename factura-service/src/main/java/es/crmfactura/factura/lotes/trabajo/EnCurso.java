package es.crmfactura.factura.lotes.trabajo;

import java.util.UUID;

/**
 * A lote that is being worked on by this thread and by nobody else, until its transaction ends.
 *
 * @param ultimaFecha of the last row that was dealt with in the issue; as the database writes it, as it may be infinite
 */
record EnCurso(
        UUID id,
        Estado estado,
        boolean simulacion,
        boolean parcial,
        int total,
        int validadas,
        int resueltas,
        int rechazadas,
        String ultimaFecha,
        int ultimaFila) {

    /**
     * How far a step has come.
     *
     * @param hasta the last row it has dealt with
     */
    record Avance(int hasta, int emitidas, int repetidas, int rechazadas) {

        int resueltas() {
            return emitidas + repetidas + rechazadas;
        }
    }

    Estado tras(Avance avance) {
        return estado == Estado.validando ? trasValidar(avance) : trasEmitir(avance);
    }

    private Estado trasValidar(Avance avance) {
        int malas = rechazadas + avance.rechazadas();
        if (avance.hasta() < total) {
            return Estado.validando;
        }
        if (simulacion || malas == total) {
            return simulacion || parcial ? Estado.terminado : Estado.rechazado;
        }
        return malas > 0 && !parcial ? Estado.rechazado : Estado.emitiendo;
    }

    private Estado trasEmitir(Avance avance) {
        return resueltas + avance.resueltas() < total ? Estado.emitiendo : Estado.terminado;
    }
}
