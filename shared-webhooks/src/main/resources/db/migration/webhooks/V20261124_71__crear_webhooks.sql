-- The programs of others that want to be told what happens here.
create table webhook (
  id uuid primary key,
  url text not null check (length(url) <= 2000),
  tipos text[] check (cardinality(tipos) > 0),          -- null: all
  descripcion text check (length(descripcion) <= 300),
  activo boolean not null,
  motivo_inactivo text,
  -- it is told what happens from then on
  activo_desde timestamptz not null,
  -- readable, as every delivery is signed with it
  secreto text not null,
  secreto_anterior text,
  secreto_anterior_hasta timestamptz,
  creado_en timestamptz not null,
  version bigint not null default 0,
  check ((secreto_anterior is null) = (secreto_anterior_hasta is null)),
  check (motivo_inactivo is null or not activo)
);

-- What each of them is told, with the very bytes that are signed.
create table entrega_webhook (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references webhook on delete cascade,
  evento_id uuid not null,
  tipo text not null,
  agregado text not null,
  seq bigint not null,
  cuerpo text not null,
  estado text not null default 'pendiente' check (estado in ('pendiente', 'entregada', 'abandonada')),
  creada_en timestamptz not null,
  proximo_intento timestamptz,
  caduca_en timestamptz not null,
  intentos int not null default 0,
  -- in a row, since it was last made due by hand
  fallos int not null default 0,
  entregada_en timestamptz,
  unique (webhook_id, evento_id),
  check ((estado = 'pendiente') = (proximo_intento is not null)),
  check ((estado = 'entregada') = (entregada_en is not null))
);
create index entrega_webhook_vencida on entrega_webhook (proximo_intento) where estado = 'pendiente';
create index entrega_webhook_turno on entrega_webhook (webhook_id, seq) where estado = 'pendiente';
create index entrega_webhook_agregado on entrega_webhook (webhook_id, agregado, seq) where estado = 'pendiente';
create index entrega_webhook_reciente on entrega_webhook (webhook_id, creada_en);
create index entrega_webhook_creada on entrega_webhook (creada_en);

create table intento_webhook (
  entrega_id uuid not null references entrega_webhook on delete cascade,
  numero int not null,
  iniciado_en timestamptz not null,
  duracion_ms int not null,
  status int,
  error text,
  respuesta text,
  primary key (entrega_id, numero),
  check ((status is null) <> (error is null))
);

-- Nobody is told what happened before there was a webhook.
insert into log_reader_cursor (reader, snapshot) values ('webhooks', pg_current_snapshot());

grant select, insert, update, delete on webhook to "${app}";
grant select, insert, update, delete on entrega_webhook to "${app}";
-- on delete cascade acts with the rights of the tables' owner
grant select, insert on intento_webhook to "${app}";
