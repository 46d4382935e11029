-- Each version of an oportunidad: who made it, when, and what it changed. Only grows, as long as the oportunidad is there.
create table cambio_oportunidad (
  oportunidad_id uuid not null references oportunidad on delete cascade,
  version bigint not null,
  fecha timestamptz not null,
  autor text,
  estado_anterior text,
  estado text not null,
  -- [{"campo", "antes", "despues"}]
  cambios jsonb not null check (jsonb_typeof(cambios) = 'array'),
  primary key (oportunidad_id, version)
);

grant select, insert on cambio_oportunidad to "${app}";
