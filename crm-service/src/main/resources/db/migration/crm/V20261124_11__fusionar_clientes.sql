-- However it is written: the nine digits of a Spanish number, or the last nine of a foreign one; fewer tell nobody apart.
create function telefono_comparable(telefono text) returns text
language sql immutable strict parallel safe
return substring(regexp_replace(telefono, '[^0-9]', '', 'g') from '.{9}$');

-- With or without dashes, dots, spaces and the country.
create function identidad_fiscal(cif_nif text) returns text
language sql immutable strict parallel safe
return regexp_replace(sin_signos(cif_nif), '^es(?=.{9}$)', '');

create index contacto_telefono on contacto (telefono_comparable(valor)) where tipo in ('telefono', 'movil');
create index cliente_identidad_fiscal on cliente (identidad_fiscal(cif_nif)) where cif_nif is not null;

-- Who turned out to be somebody else: the id goes on meaning who stayed.
create table cliente_fusionado (
  id uuid primary key,
  destino_id uuid not null references cliente on delete cascade,
  fecha timestamptz not null,
  check (id <> destino_id)
);
create index cliente_fusionado_destino on cliente_fusionado (destino_id);

grant select, insert, update (destino_id) on cliente_fusionado to "${app}";
grant update (cliente_id), delete on contacto to "${app}";
