-- With the value beside what is compared, whoever looks for those that are there twice reads the index alone, where they
-- stand together.
drop index contacto_telefono;
create index contacto_telefono on contacto (telefono_comparable(valor)) include (valor)
  where tipo in ('telefono', 'movil');
drop index cliente_identidad_fiscal;
create index cliente_identidad_fiscal on cliente (identidad_fiscal(cif_nif)) include (cif_nif)
  where cif_nif is not null;
