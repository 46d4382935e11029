-- Keys of programs. What is kept of a key can't be turned back into it: it has 256 random bits, so a plain digest is enough.
create table clave (
  id uuid primary key,
  nombre text not null check (length(nombre) between 1 and 100),
  -- its beginning, by which people tell it from others
  pista text not null,
  huella bytea not null unique check (length(huella) = 32),
  rol text not null check (rol in ('lectura', 'escritura', 'administracion')),
  ambitos text[] not null,                    -- none: everywhere
  por_segundo int check (por_segundo between 1 and 10000),
  creada_en timestamptz not null,
  creada_por text not null,
  caduca_en timestamptz not null,
  -- the one before it, for as long as programs need to change over
  huella_anterior bytea unique check (length(huella_anterior) = 32),
  anterior_hasta timestamptz,
  revocada_en timestamptz,
  -- roughly: noted once a minute
  ultimo_uso timestamptz,
  check ((huella_anterior is null) = (anterior_hasta is null))
);
create index clave_creada on clave (creada_en, id);

-- A key that was once there stays, as the audit log names it.
grant select, insert on clave to "${app}";
grant update (pista, huella, huella_anterior, anterior_hasta, revocada_en, ultimo_uso) on clave to "${app}";
