-- Text as people search it: without accents or case. Maps letter by letter, so that it does not depend on the locale of the
-- server and may stand in a generated column.
create function sin_acentos(texto text) returns text
language sql immutable strict parallel safe
return lower(translate(
  texto,
  'ÁÀÄÂÃÅáàäâãåÉÈËÊéèëêÍÌÏÎíìïîÓÒÖÔÕóòöôõÚÙÜÛúùüûÑñÇçÝýÿ',
  'AAAAAAaaaaaaEEEEeeeeIIIIiiiiOOOOOoooooUUUUuuuuNnCcYyy'));

create table cliente (
  id uuid primary key,
  nombre_completo text not null check (nombre_completo ~ '\S'),
  razon_social text,
  tipo_cliente text not null check (tipo_cliente in ('empresa', 'autonomo', 'particular', 'administracion')),
  email text check (email <> ''),
  cif_nif text check (cif_nif <> '' and cif_nif = upper(btrim(cif_nif))),
  estado text not null check (estado in ('prospecto', 'activo', 'inactivo', 'bloqueado')),
  segmento text,
  sector_industria text,
  website text,
  notas text,
  credito_disponible numeric(14, 2) not null,
  fecha_creacion timestamptz not null,
  fecha_actualizacion timestamptz not null check (fecha_actualizacion >= fecha_creacion),
  version bigint not null,
  -- the line breaks keep a search from matching across two fields
  busqueda text not null generated always as (
    sin_acentos(nombre_completo || e'\n' || coalesce(razon_social, '') || e'\n' || coalesce(email, ''))) stored
);
create unique index cliente_email on cliente (lower(email));
create unique index cliente_cif_nif on cliente (cif_nif);
create index cliente_fecha_actualizacion on cliente (fecha_actualizacion desc, id desc);

grant select, insert, update, delete on cliente to "${app}";
