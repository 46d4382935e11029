package es.crmfactura.crm.clientes;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** All clients, to change them; to answer questions there is {@link FichaReadModel}. */
interface Clientes extends Repository<Cliente, UUID> {

    Cliente saveAndFlush(Cliente cliente);

    List<Cliente> saveAllAndFlush(Iterable<Cliente> clientes);

    /** Locked, so that two changes of different fields at once both stay. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Cliente> findById(UUID id);

    void delete(Cliente cliente);

    void flush();
}
