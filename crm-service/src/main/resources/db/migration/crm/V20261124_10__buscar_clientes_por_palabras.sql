-- A client is found by any part of its names, e-mail, tax id, phones and contact persons. All of it stands in one text, so
-- that one index answers for several words at a time, wherever each of them is.
do $$
begin
  if not exists (select from pg_extension where extname = 'pg_trgm')
    or not exists (select from pg_extension where extname = 'fuzzystrmatch') then
    raise exception 'The extensions pg_trgm and fuzzystrmatch are missing: run deploy/postgres/roles.sql again';
  end if;
end
$$;

-- Punctuation in tax ids and phone numbers is a matter of taste.
create function sin_signos(texto text) returns text
language sql immutable strict parallel safe
return lower(regexp_replace(texto, '[^[:alnum:]]', '', 'g'));

create function texto_de_busqueda(c cliente) returns text
language sql stable
begin atomic
  select ' ' || sin_acentos(concat_ws(' ', c.nombre_completo, c.razon_social, c.email, c.cif_nif,
    sin_signos(c.cif_nif),
    (select string_agg(concat_ws(' ', t.nombre,
       case t.tipo when 'email' then t.valor when 'direccion' then null else sin_signos(t.valor) end), ' ')
     from contacto t
     where t.cliente_id = c.id)));
end;

create function palabras(textos text) returns setof text
language sql immutable parallel safe
return regexp_split_to_table(sin_acentos(textos), '[^[:alpha:]]+');

-- Each word that names somebody, once or a few times. What has been mistyped is looked for among them. No unique index: two
-- transactions that bring the same new words would have to wait for each other, and could do so in a circle.
create table palabra (
  palabra text collate "C" not null
);
create index palabra_palabra on palabra (palabra);
create index palabra_parecida on palabra using gin (palabra gin_trgm_ops);

create function anotar_palabras(textos text) returns void
language sql
begin atomic
  insert into palabra
  select distinct p
  from palabras(textos) p
  where length(p) between 4 and 40 and not exists (select from palabra q where q.palabra = p collate "C");
end;

-- A rare name would tell of somebody who is not here any more.
create function olvidar_palabras(textos text) returns void
language sql
begin atomic
  delete from palabra q
  where q.palabra in (select p collate "C" from palabras(textos) p)
    and not exists (select from cliente c where c.busqueda like '%' || q.palabra || '%');
end;

alter table cliente alter column busqueda drop expression;
update cliente c set busqueda = texto_de_busqueda(c);
do $$ begin perform anotar_palabras(concat_ws(' ', nombre_completo, razon_social)) from cliente; end $$;
do $$ begin perform anotar_palabras(nombre) from contacto where nombre is not null; end $$;
create index cliente_busqueda on cliente using gin (busqueda gin_trgm_ops) with (gin_pending_list_limit = 1024);
create index cliente_nombre on cliente (sin_acentos(nombre_completo) text_pattern_ops);

-- The functions of triggers run as the owner: the service itself may not touch the words.
create function escribir_busqueda() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  new.busqueda := texto_de_busqueda(new);
  perform anotar_palabras(concat_ws(' ', new.nombre_completo, new.razon_social));
  return new;
end
$$;
create trigger escribir_busqueda before insert or update of nombre_completo, razon_social, email, cif_nif on cliente
  for each row execute function escribir_busqueda();

create function olvidar_nombre() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform olvidar_palabras(concat_ws(' ', old.nombre_completo, old.razon_social));
  return null;
end
$$;
create trigger olvidar_nombre after delete on cliente for each row execute function olvidar_nombre();
create trigger olvidar_nombre_anterior after update of nombre_completo, razon_social on cliente for each row
  when ((old.nombre_completo, old.razon_social) is distinct from (new.nombre_completo, new.razon_social))
  execute function olvidar_nombre();

create function buscar_por_contacto() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  tocado contacto := case when tg_op = 'DELETE' then old else new end;
begin
  -- first the lock and then, in a statement that sees it, what another has just added
  perform from cliente where id = tocado.cliente_id for no key update;
  update cliente c set busqueda = texto_de_busqueda(c) where c.id = tocado.cliente_id;
  if tg_op <> 'DELETE' and new.nombre is not null then
    perform anotar_palabras(new.nombre);
  end if;
  if tg_op <> 'INSERT' and old.nombre is not null then
    perform olvidar_palabras(old.nombre);
  end if;
  return null;
end
$$;
create trigger buscar_por_contacto after insert or delete or update of cliente_id, nombre, tipo, valor on contacto
  for each row execute function buscar_por_contacto();

-- What like takes to the letter.
create function sin_comodines(texto text) returns text
language sql immutable strict parallel safe
return regexp_replace(texto, '([\\%_])', '\\\1', 'g');

-- Any of the texts, anywhere; one of one or two letters only where a word begins, as every text has it somewhere.
create function patrones(textos text[]) returns text[]
language sql immutable parallel safe
return (
  select array_agg(case when length(t) < 3 then '% ' else '%' end
    || sin_comodines(sin_acentos(t)) || '%')
  from unnest(textos) t);

revoke all on function anotar_palabras(text), olvidar_palabras(text), escribir_busqueda(), olvidar_nombre(),
  buscar_por_contacto() from public;
grant select on palabra to "${app}";

-- the list in its order, with the estado or the segmento first
drop index cliente_estado;
create index cliente_estado on cliente (estado, fecha_actualizacion desc, id desc);
create index cliente_segmento on cliente (segmento, fecha_actualizacion desc, id desc) where segmento is not null;
