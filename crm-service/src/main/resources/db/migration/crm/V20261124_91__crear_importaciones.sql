create table importacion (
  id uuid primary key,
  tipo text not null check (tipo in ('clientes', 'contactos')),
  ensayo boolean not null,
  estado text not null check (estado in ('pendiente', 'en_curso', 'terminada', 'fallida')),
  codificacion text not null,
  separador text not null,
  columnas text[] not null,
  columnas_desconocidas text[] not null,
  trozos int not null,
  filas bigint not null,
  -- the position: moves in the transaction that does the rows
  filas_leidas bigint not null default 0,
  creadas bigint not null default 0,
  sin_cambios bigint not null default 0,
  rechazadas bigint not null default 0,
  -- attempts in a row that did not get any further
  fallos int not null default 0,
  fecha_creacion timestamptz not null,
  fecha_inicio timestamptz,
  fecha_fin timestamptz,
  check (filas_leidas between 0 and filas),
  check (filas_leidas = creadas + sin_cambios + rechazadas),
  check ((fecha_fin is null) = (estado in ('pendiente', 'en_curso')))
);
create index importacion_sin_terminar on importacion (fecha_creacion, id) where fecha_fin is null;
create index importacion_terminada on importacion (fecha_fin) where fecha_fin is not null;

-- The file, in pieces.
create table importacion_trozo (
  importacion_id uuid not null references importacion on delete cascade,
  orden int not null,
  contenido bytea not null,
  primary key (importacion_id, orden)
);

create table importacion_rechazada (
  importacion_id uuid not null references importacion on delete cascade,
  linea bigint not null,
  motivo text not null,
  existente uuid,
  -- as it came; json and not jsonb, which does not take every character
  celdas json not null,
  primary key (importacion_id, linea)
);

-- What an ensayo would have created, to find what comes twice in its file.
create table importacion_clave (
  importacion_id uuid not null references importacion on delete cascade,
  clave text not null,
  huella text not null,
  primary key (importacion_id, clave)
);

grant select, insert, update, delete on importacion to "${app}";
grant select, insert on importacion_trozo, importacion_rechazada to "${app}";
grant select, insert, delete on importacion_clave to "${app}";
