-- Invoices that come again and again: what is asked for each time, and on which days.
create table recurrente (
  id uuid primary key,
  version bigint not null default 1,
  periodicidad text not null check (periodicidad in ('mensual', 'trimestral', 'anual')),
  inicio date not null,
  dia int not null check (dia between 1 and 31),
  fin date check (fin >= inicio),
  cliente_crm_id uuid,
  contenido jsonb not null check (jsonb_typeof(contenido) = 'object'),
  pausada boolean not null default false,
  -- the next day on which one is due; null when there is none any more
  proxima date check (proxima between inicio and coalesce(fin, 'infinity')),
  -- the last day of which one was made
  ultima date,
  creada_en timestamptz not null
);
create index recurrente_proxima on recurrente (proxima) where not pausada;

-- Each day that has come, with the invoice that it became: first a draft, which has the id already. That there is one row for
-- a day is what makes it one invoice.
create table recurrente_emision (
  recurrente_id uuid not null references recurrente on delete cascade,
  fecha date not null,
  factura_id uuid not null unique,
  -- to be issued without anybody looking at it
  directa boolean not null,
  -- why that has not succeeded yet
  intentos int not null default 0,
  fallo_codigo text,
  fallo text,
  fallo_en timestamptz,
  primary key (recurrente_id, fecha),
  check (num_nonnulls(fallo_codigo, fallo, fallo_en) = case when intentos > 0 then 3 else 0 end)
);

grant select, insert, delete on recurrente to "${app}";
grant update (version, periodicidad, inicio, dia, fin, cliente_crm_id, contenido, pausada, proxima, ultima)
  on recurrente to "${app}";
grant select, insert on recurrente_emision to "${app}";
grant update (intentos, fallo_codigo, fallo, fallo_en) on recurrente_emision to "${app}";
