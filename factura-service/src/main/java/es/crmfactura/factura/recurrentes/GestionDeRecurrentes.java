package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with invoices that come again and again. */
@Service
class GestionDeRecurrentes {

    private final Recurrentes recurrentes;
    private final EmisionDeFacturas emision;
    private final Clock clock;

    GestionDeRecurrentes(Recurrentes recurrentes, EmisionDeFacturas emision, Clock clock) {
        this.recurrentes = recurrentes;
        this.emision = emision;
        this.clock = clock;
    }

    /**
     * @return its id
     * @throws CamposInvalidos for what can't be, also if no day would ever come
     */
    @Transactional
    UUID crear(NuevaRecurrente nueva) {
        comprobar(nueva);
        var recurrente = Recurrente.nueva(Factura.nuevoId(), nueva.calendario(hoy()), nueva.factura(), hoy());
        if (recurrente.proxima() == null) {
            throw new CamposInvalidos(List.of(new CampoInvalido("fin", "no deja ningún día en el que emitirla")));
        }
        recurrentes.anadir(recurrente);
        return recurrente.id();
    }

    @Transactional
    void reemplazar(UUID id, NuevaRecurrente nueva, Precondicion precondicion) {
        comprobar(nueva);
        Recurrente recurrente = bloquear(id);
        precondicion.comprobar(recurrente.version());
        recurrentes.guardar(recurrente.reemplazar(nueva.calendario(hoy()), nueva.factura(), hoy()));
    }

    /** The invoices that it has become stay, and so do drafts. */
    @Transactional
    void eliminar(UUID id, Precondicion precondicion) {
        precondicion.comprobar(bloquear(id).version());
        recurrentes.quitar(id);
    }

    /** One that is paused stays as it is. */
    @Transactional
    void pausar(UUID id, Precondicion precondicion) {
        Recurrente recurrente = bloquear(id);
        if (!recurrente.pausada()) {
            precondicion.comprobar(recurrente.version());
            recurrentes.guardar(recurrente.pausar());
        }
    }

    /** One that is not paused stays as it is. */
    @Transactional
    void reanudar(UUID id, Precondicion precondicion) {
        Recurrente recurrente = bloquear(id);
        if (recurrente.pausada()) {
            precondicion.comprobar(recurrente.version());
            recurrentes.guardar(recurrente.reanudar(hoy()));
        }
    }

    /** What could not be issued today is refused today, and not on a day when nobody looks. */
    private void comprobar(NuevaRecurrente nueva) {
        nueva.comprobarSinFechas();
        NuevaFactura factura = nueva.factura();
        try {
            factura.comprobarComoBorrador();
            if (!factura.esBorrador()) {
                emision.preparar(List.of(factura)).get(0).obtener();
            }
        } catch (CamposInvalidos e) {
            throw new CamposInvalidos(e.errores().stream()
                    .map(error -> new CampoInvalido("factura." + error.campo(), error.mensaje()))
                    .toList());
        }
    }

    private Recurrente bloquear(UUID id) {
        return recurrentes.bloquear(id).orElseThrow(RecurrenteDesconocida::new);
    }

    private LocalDate hoy() {
        return LocalDate.now(clock);
    }
}
