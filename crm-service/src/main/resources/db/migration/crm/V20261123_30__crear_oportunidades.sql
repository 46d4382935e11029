create table oportunidad (
  id uuid primary key,
  cliente_id uuid not null references cliente on delete cascade,
  titulo text not null check (titulo ~ '\S'),
  descripcion text,
  estado text not null check (estado in ('inicial', 'contacto', 'propuesta', 'negociacion', 'ganada', 'perdida')),
  valor_estimado numeric(14, 2) not null check (valor_estimado >= 0),
  probabilidad_cierre int not null check (probabilidad_cierre between 0 and 100),
  valor_ponderado numeric(14, 2) not null generated always as (round(valor_estimado * probabilidad_cierre / 100, 2)) stored,
  fecha_cierre_esperada timestamptz,
  productos jsonb not null check (jsonb_typeof(productos) = 'array'),
  responsable text,
  motivo_perdida text,
  notas text,
  -- when it was won or lost; null while it is open
  fecha_cierre timestamptz,
  -- when it was handed over to billing
  fecha_facturacion timestamptz,
  fecha_creacion timestamptz not null,
  fecha_actualizacion timestamptz not null check (fecha_actualizacion >= fecha_creacion),
  version bigint not null,
  check ((fecha_cierre is null) = (estado not in ('ganada', 'perdida'))),
  check (motivo_perdida is null or estado = 'perdida')
);
-- a client's
create index oportunidad_cliente on oportunidad (cliente_id, id desc);
-- the list in its orders; with the estado first it is also the board, whose sums need nothing but the index
create index oportunidad_reciente on oportunidad (fecha_actualizacion desc, id desc);
create index oportunidad_estado on oportunidad (estado, fecha_actualizacion desc, id desc)
  include (valor_estimado, valor_ponderado);
create index oportunidad_valor on oportunidad (valor_estimado desc, id desc);
create index oportunidad_cierre on oportunidad (fecha_cierre_esperada, id);
create index oportunidad_responsable on oportunidad (responsable, fecha_actualizacion desc, id desc)
  where responsable is not null;
-- the forecast
create index oportunidad_abierta on oportunidad (fecha_cierre_esperada) include (valor_estimado, valor_ponderado)
  where fecha_cierre is null;

grant select, insert, update, delete on oportunidad to "${app}";
