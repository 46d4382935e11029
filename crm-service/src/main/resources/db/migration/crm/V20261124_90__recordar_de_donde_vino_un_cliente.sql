-- By what a client who was imported is found again, if it is not in the client itself: id: and what it was called where it
-- came from, or fila: and the fingerprint of its row.
create table cliente_importado (
  clave text primary key,
  cliente_id uuid not null references cliente on delete cascade
);
create index cliente_importado_cliente on cliente_importado (cliente_id);

grant select, insert on cliente_importado to "${app}";
