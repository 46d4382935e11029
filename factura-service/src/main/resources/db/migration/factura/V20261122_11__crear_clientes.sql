-- The clients of the CRM as its events describe them; the row of a client that is gone stays, so that a late event of an
-- older version can't bring it back.
create table cliente (
  crm_id uuid primary key,
  version bigint not null,
  eliminado boolean not null default false,
  nombre_completo text,
  razon_social text,
  tipo_cliente text,
  email text,
  cif_nif text,
  check (eliminado or nombre_completo is not null)
);
create index cliente_cif_nif on cliente (cif_nif) where not eliminado;
create index cliente_email on cliente (lower(email)) where not eliminado;
create index cliente_nombre on cliente (nombre_completo, crm_id) where not eliminado;
grant select, insert, update on cliente to "${app}";
