create table contacto (
  id uuid primary key,
  cliente_id uuid not null references cliente on delete cascade,
  tipo text not null check (tipo in ('email', 'telefono', 'movil', 'direccion')),
  valor text not null check (valor ~ '\S'),
  nombre text,
  cargo text,
  principal boolean not null,
  verificado boolean not null,
  fecha_creacion timestamptz not null
);
create index contacto_cliente on contacto (cliente_id, id);

grant select, insert on contacto to "${app}";
