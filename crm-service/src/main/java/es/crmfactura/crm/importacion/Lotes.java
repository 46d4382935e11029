package es.crmfactura.crm.importacion;

import de.siegmar.fastcsv.reader.CsvRecord;
import es.crmfactura.crm.clientes.Alta;
import es.crmfactura.crm.clientes.Altas;
import es.crmfactura.crm.clientes.AltasDeClientes;
import es.crmfactura.crm.clientes.AltasDeContactos;
import es.crmfactura.crm.importacion.Informe.Rechazada;
import es.crmfactura.crm.importacion.Progreso.Pendiente;
import es.crmfactura.web.CamposInvalidos;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.ObjectNode;

/** Does rows of an import, together with the note that they are done: after a crash at any moment either both are there or neither. */
@Component
class Lotes {

    private final AltasDeClientes clientes;
    private final AltasDeContactos contactos;
    private final Progreso progreso;
    private final Informe informe;
    private final TransactionOperations transaccion;

    Lotes(
            AltasDeClientes clientes,
            AltasDeContactos contactos,
            Progreso progreso,
            Informe informe,
            TransactionOperations transaccion) {
        this.clientes = clientes;
        this.contactos = contactos;
        this.progreso = progreso;
        this.informe = informe;
        this.transaccion = transaccion;
    }

    /**
     * Where the database refuses a batch, because of a row that another request has been faster with or a character that can't
     * be kept, each row is done by itself.
     *
     * @param desde how many rows come before these
     * @return false if the import does not stand there any more
     */
    boolean hacer(Pendiente importacion, long desde, List<CsvRecord> filas) {
        try {
            return intentar(importacion, desde, filas);
        } catch (DataIntegrityViolationException e) {
            boolean sigue = true;
            for (int i = 0; i < filas.size() && sigue; i++) {
                sigue = hacerUna(importacion, desde + i, filas.get(i));
            }
            return sigue;
        }
    }

    private boolean hacerUna(Pendiente importacion, long desde, CsvRecord fila) {
        try {
            return intentar(importacion, desde, List.of(fila));
        } catch (DataIntegrityViolationException e) {
            var rechazada = new Lote(importacion);
            rechazada.rechazar(fila, "algún valor no se puede guardar: quite los caracteres que no sean texto");
            return enTransaccion(rechazada, desde);
        }
    }

    private boolean intentar(Pendiente importacion, long desde, List<CsvRecord> filas) {
        var lote = new Lote(importacion);
        filas.forEach(lote::leer);
        return enTransaccion(lote, desde);
    }

    private boolean enTransaccion(Lote lote, long desde) {
        return Boolean.TRUE.equals(transaccion.execute(status -> {
            progreso.firmar(lote.importacion);
            boolean hecho = lote.hacer(desde);
            if (!hecho) {
                status.setRollbackOnly();
            }
            return hecho;
        }));
    }

    private class Lote {

        private final Pendiente importacion;
        private final List<CsvRecord> leidas = new ArrayList<>();
        private final List<ObjectNode> cuerpos = new ArrayList<>();
        private final List<Rechazada> rechazadas = new ArrayList<>();

        Lote(Pendiente importacion) {
            this.importacion = importacion;
        }

        void leer(CsvRecord fila) {
            try {
                cuerpos.add(importacion.cabecera().cuerpo(fila.getFields()));
                leidas.add(fila);
            } catch (CamposInvalidos e) {
                rechazar(
                        fila,
                        e.errores().stream()
                                .map(error -> error.campo() + " " + error.mensaje())
                                .collect(Collectors.joining("; ")));
            }
        }

        void rechazar(CsvRecord fila, String motivo) {
            rechazadas.add(new Rechazada(fila.getStartingLineNumber(), motivo, null, fila.getFields()));
        }

        boolean hacer(long desde) {
            List<Alta> altas = cuerpos.isEmpty() ? List.of() : altas();
            for (int i = 0; i < altas.size(); i++) {
                Alta alta = altas.get(i);
                if (alta.motivo() != null) {
                    CsvRecord fila = leidas.get(i);
                    rechazadas.add(
                            new Rechazada(fila.getStartingLineNumber(), alta.motivo(), alta.id(), fila.getFields()));
                }
            }
            informe.rechazar(importacion.id(), rechazadas);
            return progreso.avanzar(
                    importacion,
                    desde,
                    contar(altas, Alta.Resultado.CREADA),
                    contar(altas, Alta.Resultado.SIN_CAMBIOS),
                    rechazadas.size());
        }

        private List<Alta> altas() {
            Altas donde = importacion.tipo() == Tipo.clientes ? clientes : contactos;
            return importacion.ensayo()
                    ? informe.trasLasAnteriores(importacion.id(), donde.ensayar(cuerpos))
                    : donde.hacer(cuerpos);
        }

        private static long contar(List<Alta> altas, Alta.Resultado resultado) {
            return altas.stream().filter(alta -> alta.resultado() == resultado).count();
        }
    }
}
