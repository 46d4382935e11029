package es.crmfactura.factura.emisor;

import org.springframework.data.repository.ListCrudRepository;

interface Emisores extends ListCrudRepository<Emisor, Integer> {}
