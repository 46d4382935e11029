-- Fields that a company gives its clients besides those that all have.
create table campo (
  nombre text collate "C" primary key check (nombre ~ '^[a-z][a-z0-9_]{0,39}$'),
  etiqueta text not null check (etiqueta ~ '\S'),
  tipo text not null check (tipo in ('texto', 'numero', 'fecha', 'booleano', 'opcion')),
  opciones text[],
  version bigint not null default 0,
  check ((tipo = 'opcion') = (opciones is not null)),
  check (cardinality(opciones) between 1 and 100)
);

-- The values, by nombre. Only of fields that are defined: who writes one locks its definition.
alter table cliente add column campos jsonb not null default '{}' check (jsonb_typeof(campos) = 'object');
create index cliente_campos on cliente using gin (campos jsonb_path_ops) with (gin_pending_list_limit = 1024);

-- to lock a row it takes the right to update some column of it
grant select, insert, update (etiqueta, opciones, version), delete on campo to "${app}";
