-- Who did what to which record. Written by triggers, in the transaction of the deed: there is no way around them for the
-- service, and what is rolled back is not in it. Which columns have changed is told and never a value, so that the log holds
-- nothing of the people whom the records are about.

-- As it was written, a row as cheap as can be: who writes here waits for nobody.
create table auditoria_pendiente (
  -- the order in which entries were written; numbers of what was rolled back are missing
  entrada bigint not null generated always as identity,
  cuando timestamptz not null default clock_timestamp(),
  -- who asked for it, as the service says; the role where nobody did
  quien text not null default coalesce(nullif(current_setting('crmfactura.quien', true), ''), session_user),
  -- as whom the database was asked: the service's role, or somebody at a prompt, whatever name he gives himself
  rol_bd text not null default session_user,
  traza text default nullif(current_setting('crmfactura.traza', true), ''),
  tabla text not null,
  operacion text not null check (operacion in ('alta', 'cambio', 'baja')),
  -- its key; * for all there were
  registro text not null,
  columnas text[] not null default '{}',
  check ((operacion = 'cambio') = (columnas <> '{}'))
);

-- Sealed: an entry has its place in a chain, which can't be changed in the middle without that being seen.
create table auditoria (
  posicion bigint primary key check (posicion > 0),
  entrada bigint not null unique,
  cuando timestamptz not null,
  quien text not null,
  rol_bd text not null,
  traza text,
  tabla text not null,
  operacion text not null,
  registro text not null,
  columnas text[] not null,
  huella_anterior bytea not null,
  huella bytea not null check (length(huella) = 32)
);
create index auditoria_registro on auditoria (tabla, registro, entrada desc);
create index auditoria_quien on auditoria (quien, entrada desc);
create index auditoria_cuando on auditoria using brin (cuando);

-- Its end. Who seals locks it.
create table auditoria_cabeza (
  unica boolean primary key default true check (unica),
  posicion bigint not null,
  huella bytea not null check (length(huella) = 32)
);
insert into auditoria_cabeza (posicion, huella) values (0, decode(repeat('00', 32), 'hex'));

create function impedir_cambio_de_auditoria() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to' using errcode = 'restrict_violation';
end
$$;
create trigger inmutable before update or delete on auditoria
  for each row execute function impedir_cambio_de_auditoria();
create trigger no_vaciable before truncate on auditoria
  for each statement execute function impedir_cambio_de_auditoria();
create trigger inmutable before update on auditoria_pendiente
  for each row execute function impedir_cambio_de_auditoria();
create trigger no_vaciable before truncate on auditoria_pendiente
  for each statement execute function impedir_cambio_de_auditoria();

-- What has happened to the rows of a table, one entry for each, in one statement: of the transition tables antes and despues the
-- one or both there are. Arguments: the column of the key; those that do not count, separated by commas; which rows do, as a
-- jsonpath that is true of them, or nothing for all. A row that gets another key has gone, and another one has come.
create function auditar() returns trigger
language plpgsql security definer set search_path to "${flyway:defaultSchema}", pg_temp as $$
declare
  clave text := tg_argv[0];
  solo jsonpath := nullif(tg_argv[2], '');
begin
  case tg_op
    when 'INSERT' then
      insert into auditoria_pendiente (tabla, operacion, registro)
      select tg_table_name, 'alta', d.fila ->> clave
      from (select to_jsonb(despues) as fila from despues) d
      where solo is null or d.fila @@ solo;
    when 'UPDATE' then
      -- a full join: whatever the planner thinks, it is not done by looping
      insert into auditoria_pendiente (tabla, operacion, registro, columnas)
      select tg_table_name, case when a.id is null then 'alta' when d.id is null then 'baja' else 'cambio' end,
        coalesce(d.id, a.id), c.cambiadas
      from (select to_jsonb(antes) as fila, to_jsonb(antes) ->> clave as id from antes) a
      full join (select to_jsonb(despues) as fila, to_jsonb(despues) ->> clave as id from despues) d on d.id = a.id
      cross join lateral (
        select coalesce(array_agg(v.key order by v.key), '{}') as cambiadas
        from jsonb_each(d.fila) v
        where a.id is not null and v.value is distinct from a.fila -> v.key
          and v.key <> all (string_to_array(tg_argv[1], ','))) c
      where (solo is null or coalesce(d.fila, a.fila) @@ solo)
        and (a.id is null or d.id is null or c.cambiadas <> '{}');
    when 'DELETE' then
      insert into auditoria_pendiente (tabla, operacion, registro)
      select tg_table_name, 'baja', a.fila ->> clave
      from (select to_jsonb(antes) as fila from antes) a
      where solo is null or a.fila @@ solo;
    else
      insert into auditoria_pendiente (tabla, operacion, registro) values (tg_table_name, 'baja', '*');
  end case;
  return null;
end
$$;
revoke all on function auditar() from public;

-- For migrations: from now on what happens to the table is in the log.
create function auditar_tabla(tabla regclass, clave text, ignoradas text default '', solo text default '') returns void
language plpgsql set search_path to "${flyway:defaultSchema}", pg_temp as $$
declare
  momento text;
begin
  foreach momento in array array[
    'insert on %s referencing new table as despues',
    'update on %s referencing old table as antes new table as despues',
    'delete on %s referencing old table as antes',
    'truncate on %s'] loop
    execute format(
      'create trigger auditar_%s after ' || momento || ' for each statement execute function auditar(%L, %L, %L)',
      split_part(momento, ' ', 1), tabla, clave, ignoradas, solo);
  end loop;
end
$$;
revoke all on function auditar_tabla(regclass, text, text, text) from public;

-- What stands in the chain of an entry: its fields one after the other, each with its length in bytes before it, as 5:local, and
-- a traza that is not there as -. No two entries are one text.
create function texto_de_auditoria(e auditoria_pendiente) returns text
language sql stable
return (
  select string_agg(coalesce(octet_length(convert_to(campo, 'UTF8')) || ':' || campo, '-'), '' order by orden)
  from unnest(array[
      e.entrada::text, to_char(e.cuando at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.quien, e.rol_bd, e.traza, e.tabla,
      e.operacion, e.registro] || e.columnas) with ordinality as c (campo, orden));

-- Puts up to so many entries at the end of the chain, the oldest first; who commits late comes later. Each huella is the SHA-256
-- of the one before it and the text of its entry. Of several who ask at a time one does it.
create function sellar_auditoria(hasta int) returns int
language plpgsql security definer set search_path to "${flyway:defaultSchema}", pg_temp as $$
declare
  cabeza auditoria_cabeza;
  e auditoria_pendiente;
  anterior bytea;
  selladas int := 0;
begin
  select * into cabeza from auditoria_cabeza for update skip locked;
  if not found then
    return 0;
  end if;
  for e in
    with tomadas as (
      delete from auditoria_pendiente
      where entrada <= (
        select max(entrada) from (select entrada from auditoria_pendiente order by entrada limit hasta) primeras)
      returning *)
    select * from tomadas order by entrada
  loop
    anterior := cabeza.huella;
    cabeza.posicion := cabeza.posicion + 1;
    cabeza.huella := sha256(anterior || convert_to(texto_de_auditoria(e), 'UTF8'));
    insert into auditoria values (cabeza.posicion, e.entrada, e.cuando, e.quien, e.rol_bd, e.traza, e.tabla, e.operacion, e.registro,
      e.columnas, anterior, cabeza.huella);
    selladas := selladas + 1;
  end loop;
  if selladas > 0 then
    update auditoria_cabeza set posicion = cabeza.posicion, huella = cabeza.huella;
  end if;
  return selladas;
end
$$;
revoke all on function sellar_auditoria(int) from public;

-- Keys are people's deeds too; that one was used is none.
select auditar_tabla('clave', 'id', 'ultimo_uso');

grant select on auditoria_pendiente, auditoria, auditoria_cabeza to "${app}";
grant execute on function sellar_auditoria(int) to "${app}";
