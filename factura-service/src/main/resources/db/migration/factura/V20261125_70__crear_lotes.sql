-- Invoices that come in together, to be checked and issued in the background.
create table lote (
  id uuid primary key,
  formato text not null check (formato in ('json', 'csv')),
  simulacion boolean not null,
  parcial boolean not null,
  -- of the file, so that it is not issued twice by mistake; null where it may come again
  huella bytea,
  columnas_desconocidas text[] not null default '{}',
  estado text not null
    check (estado in ('validando', 'emitiendo', 'pausado', 'terminado', 'rechazado', 'cancelado')),
  -- why it was not somebody who has paused it
  motivo text,
  total int not null default 0,
  validadas int not null default 0,
  emitidas int not null default 0,
  repetidas int not null default 0,
  rechazadas int not null default 0,
  -- of what it is doing now
  hechas int not null generated always as (
    case when simulacion or validadas < total then validadas else emitidas + repetidas + rechazadas end) stored,
  -- the last row that was issued or could not be: moves in the transaction of the invoices
  ultima_fecha date not null default '-infinity',
  ultima_fila int not null default 0,
  -- since when it has been doing that without a pause, and how much was done before
  tramo_desde timestamptz not null,
  tramo_hechas int not null default 0,
  fecha_creacion timestamptz not null,
  avanzado_en timestamptz not null,
  fecha_fin timestamptz,
  check (validadas between 0 and total),
  check (emitidas + repetidas + rechazadas <= total),
  check (not simulacion or emitidas + repetidas = 0),
  check (estado <> 'terminado' or simulacion or emitidas + repetidas + rechazadas = total),
  check ((fecha_fin is null) = (estado in ('validando', 'emitiendo', 'pausado')))
);
create index lote_en_curso on lote (avanzado_en) where estado in ('validando', 'emitiendo');
create index lote_acabado on lote (fecha_fin) where fecha_fin is not null;
-- one that came to nothing does not stand in the way of the next
create unique index lote_fichero on lote (huella) where fecha_fin is null or emitidas > 0;

-- An invoice as it was sent.
create table lote_fila (
  lote_id uuid not null references lote on delete cascade,
  fila int not null check (fila > 0),
  linea bigint not null,
  referencia text,
  -- what they are issued in the order of; those without a date are of the day of their issue, which none comes after
  fecha date not null default 'infinity',
  -- null where it could not even be read; json and not jsonb, which does not take every character
  contenido json,
  primary key (lote_id, fila)
);
create index lote_fila_por_fecha on lote_fila (lote_id, fecha, fila) where contenido is not null;
create index lote_fila_por_referencia on lote_fila (lote_id, referencia, fila) where referencia is not null;

create table lote_rechazada (
  lote_id uuid not null references lote on delete cascade,
  fila int not null,
  codigo text not null,
  detalle text not null,
  errores json not null,
  -- the one that is there already
  factura_id uuid references factura,
  primary key (lote_id, fila)
);

-- What a row has become; written in the transaction of the invoice.
create table lote_factura (
  lote_id uuid not null references lote on delete cascade,
  fila int not null,
  factura_id uuid not null references factura,
  -- it was issued before, from another lote
  repetida boolean not null,
  primary key (lote_id, fila)
);

-- What whoever sent an invoice calls it: never issued twice, also when its lote has been forgotten.
create table factura_referencia (
  referencia text primary key check (char_length(referencia) between 1 and 100),
  factura_id uuid not null unique references factura,
  -- of what was sent
  huella bytea not null
);

grant select, insert, delete on lote to "${app}";
grant update (columnas_desconocidas, estado, motivo, total, validadas, emitidas, repetidas, rechazadas, ultima_fecha,
  ultima_fila, tramo_desde, tramo_hechas, avanzado_en, fecha_fin) on lote to "${app}";
grant select, insert on lote_fila, lote_rechazada, lote_factura, factura_referencia to "${app}";
