create table actividad (
  id uuid primary key,
  cliente_id uuid not null references cliente on delete cascade,
  tipo text not null check (tipo in ('llamada', 'email', 'reunion', 'tarea', 'nota', 'venta', 'pago')),
  titulo text not null check (titulo ~ '\S'),
  descripcion text,
  fecha timestamptz not null,
  completada boolean not null,
  responsable text,
  notas text,
  origen text not null check (origen in ('manual', 'evento')),
  -- what billing told can't be told twice
  evento_id uuid unique,
  factura_numero text,
  importe numeric(14, 2),
  fecha_creacion timestamptz not null,
  check ((origen = 'evento') = (evento_id is not null))
);
create index actividad_cliente on actividad (cliente_id, fecha desc, id desc);

grant select, insert on actividad to "${app}";
