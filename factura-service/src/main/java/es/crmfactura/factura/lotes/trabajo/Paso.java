package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Intento;
import es.crmfactura.factura.lotes.rechazos.Rechazo;
import es.crmfactura.factura.lotes.rechazos.Rechazos;
import es.crmfactura.factura.lotes.trabajo.Comprobacion.Emisible;
import es.crmfactura.factura.lotes.trabajo.Comprobacion.Resultado;
import es.crmfactura.factura.lotes.trabajo.Emitidas.Emitida;
import es.crmfactura.factura.lotes.trabajo.EnCurso.Avance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is done with some rows, and the note that it is done, in the transaction of the caller. */
@Component
class Paso {

    private final Comprobacion comprobacion;
    private final EmisionDeFacturas emision;
    private final Filas filas;
    private final Emitidas emitidas;
    private final Rechazos rechazos;
    private final Progreso progreso;

    Paso(
            Comprobacion comprobacion,
            EmisionDeFacturas emision,
            Filas filas,
            Emitidas emitidas,
            Rechazos rechazos,
            Progreso progreso) {
        this.comprobacion = comprobacion;
        this.emision = emision;
        this.filas = filas;
        this.emitidas = emitidas;
        this.rechazos = rechazos;
        this.progreso = progreso;
    }

    void validar(EnCurso lote, int limite) {
        List<Fila> unas = filas.porValidar(lote, limite);
        Resultado resultado = comprobacion.comprobar(unas);
        rechazos.anotar(lote.id(), resultado.rechazos());
        // else they are noted when their turn comes to be issued
        List<Emitida> repetidas = lote.simulacion() ? resultado.repetidas() : List.of();
        emitidas.anotar(lote.id(), repetidas);
        int hasta = unas.isEmpty() ? lote.total() : ultima(unas);
        progreso.avanzar(
                lote,
                new Avance(hasta, 0, repetidas.size(), resultado.rechazos().size()));
    }

    /** They are checked again: since they were found right, others may have issued, and clients may have changed. */
    void emitir(EnCurso lote, List<Fila> unas) {
        Resultado resultado = comprobacion.comprobar(unas);
        List<Emitida> nuevas = emitir(resultado);
        emitidas.anotar(lote.id(), nuevas);
        emitidas.anotar(lote.id(), resultado.repetidas());
        rechazos.anotar(lote.id(), resultado.rechazos());
        progreso.avanzar(
                lote,
                new Avance(
                        ultima(unas),
                        nuevas.size(),
                        resultado.repetidas().size(),
                        resultado.rechazos().size()));
    }

    private List<Emitida> emitir(Resultado resultado) {
        List<Emisible> emisibles = resultado.emisibles();
        List<Intento<String>> numeros =
                emision.emitir(emisibles.stream().map(Emisible::factura).toList());
        List<Emitida> nuevas = new ArrayList<>();
        for (int i = 0; i < emisibles.size(); i++) {
            Fila fila = emisibles.get(i).fila();
            UUID factura = emisibles.get(i).factura().id();
            numeros.get(i)
                    .segun(
                            numero -> nuevas.add(new Emitida(fila, factura, false)),
                            problema -> resultado.rechazos().add(Rechazo.de(fila.numero(), problema)));
        }
        return nuevas;
    }

    void rechazar(EnCurso lote, Rechazo rechazo) {
        rechazos.anotar(lote.id(), List.of(rechazo));
        progreso.avanzar(lote, new Avance(rechazo.fila(), 0, 0, 1));
    }

    private static int ultima(List<Fila> unas) {
        return unas.get(unas.size() - 1).numero();
    }
}
