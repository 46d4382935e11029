package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Intento;
import es.crmfactura.factura.lotes.trabajo.Comprobacion.Emisible;
import es.crmfactura.factura.lotes.trabajo.Comprobacion.Resultado;
import es.crmfactura.factura.lotes.trabajo.EnCurso.Avance;
import es.crmfactura.factura.lotes.trabajo.Filas.Emitida;
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
    private final Rechazos rechazos;
    private final Progreso progreso;

    Paso(Comprobacion comprobacion, EmisionDeFacturas emision, Filas filas, Rechazos rechazos, Progreso progreso) {
        this.comprobacion = comprobacion;
        this.emision = emision;
        this.filas = filas;
        this.rechazos = rechazos;
        this.progreso = progreso;
    }

    void validar(EnCurso lote, int limite) {
        List<Fila> unas = filas.porValidar(lote, limite);
        List<Rechazo> malas = comprobacion.comprobar(unas).rechazos();
        rechazos.anotar(lote.id(), malas);
        int hasta = unas.isEmpty() ? lote.total() : ultima(unas);
        progreso.avanzar(lote, new Avance(hasta, 0, 0, malas.size()));
    }

    /** They are checked again: since they were found right, others may have issued, and clients may have changed. */
    void emitir(EnCurso lote, List<Fila> unas) {
        Resultado resultado = comprobacion.comprobar(unas);
        List<Emitida> emitidas = emitir(resultado);
        int nuevas = emitidas.size();
        emitidas.addAll(resultado.repetidas());
        filas.anotar(lote.id(), emitidas);
        rechazos.anotar(lote.id(), resultado.rechazos());
        progreso.avanzar(
                lote,
                new Avance(
                        ultima(unas),
                        nuevas,
                        resultado.repetidas().size(),
                        resultado.rechazos().size()));
    }

    private List<Emitida> emitir(Resultado resultado) {
        List<Emisible> emisibles = resultado.emisibles();
        List<Intento<String>> numeros =
                emision.emitir(emisibles.stream().map(Emisible::factura).toList());
        List<Emitida> emitidas = new ArrayList<>();
        for (int i = 0; i < emisibles.size(); i++) {
            Fila fila = emisibles.get(i).fila();
            UUID factura = emisibles.get(i).factura().id();
            numeros.get(i)
                    .segun(
                            numero -> emitidas.add(new Emitida(fila, factura, false)),
                            problema -> resultado.rechazos().add(Rechazo.de(fila.numero(), problema)));
        }
        return emitidas;
    }

    void rechazar(EnCurso lote, Rechazo rechazo) {
        rechazos.anotar(lote.id(), List.of(rechazo));
        progreso.avanzar(lote, new Avance(rechazo.fila(), 0, 0, 1));
    }

    private static int ultima(List<Fila> unas) {
        return unas.get(unas.size() - 1).numero();
    }
}
