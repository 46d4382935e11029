package es.crmfactura.crm.clientes;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteEliminado;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone we deal with, or would like to. */
@Entity
class Cliente {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    private DatosDeCliente datos;

    private Instant fechaCreacion;
    private Instant fechaActualizacion;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Cliente() {}

    private Cliente(DatosDeCliente datos, Instant ahora) {
        this.id = IDS.generate();
        this.datos = datos;
        this.fechaCreacion = ahora;
        this.fechaActualizacion = ahora;
    }

    static Cliente alta(DatosDeCliente datos, Instant ahora) {
        return new Cliente(datos.redondeados(), ahora);
    }

    /** @return false if nothing is other than it was */
    boolean modificar(DatosDeCliente nuevos, Instant ahora) {
        DatosDeCliente redondeados = nuevos.redondeados();
        if (redondeados.equals(datos)) {
            return false;
        }
        this.datos = redondeados;
        // a clock that was put back must not keep anybody from changing what was written before
        this.fechaActualizacion = ahora.isAfter(fechaActualizacion) ? ahora : fechaActualizacion;
        return true;
    }

    UUID id() {
        return id;
    }

    /** Known once it has been flushed. */
    long version() {
        return version == null ? 0 : version;
    }

    DatosDeCliente datos() {
        return datos;
    }

    ClienteCreado creado() {
        return new ClienteCreado(id, datos.paraEventos(), null);
    }

    ClienteActualizado actualizado() {
        return new ClienteActualizado(id, datos.paraEventos(), null);
    }

    ClienteEliminado eliminado() {
        return new ClienteEliminado(id);
    }
}
