-- That somebody was erased, without saying who it was.
create table supresion (
  cliente_id uuid primary key,
  fecha timestamptz not null,
  motivo text not null check (motivo ~ '\S' and length(motivo) <= 300)
);

-- By which ids what was erased may still be spoken of: of the client, of those merged into it, and of its invoices. What is
-- told of them later must not bring it back.
create table id_suprimido (
  id uuid primary key,
  cliente_id uuid not null references supresion
);

grant select, insert on supresion to "${app}";
grant select on id_suprimido to "${app}";

-- The data of an event without what is personal, in the same order. A text is personal unless its field is known not to be,
-- so that a field added later is taken out until somebody thinks of it.
create function tachar(dato json, campo text) returns json
language plpgsql immutable as $$
begin
  case json_typeof(dato)
    when 'object' then
      return (select json_object_agg(key, tachar(value, key) order by ordinality)
              from json_each(dato) with ordinality);
    when 'array' then
      return (select coalesce(json_agg(tachar(value, campo) order by ordinality), '[]')
              from json_array_elements(dato) with ordinality);
    when 'string' then
      return case
        when campo in ('fecha', 'tipo_cliente', 'estado', 'factura_origen') or campo like '%\_id' then dato
        when campo in ('razon_social', 'email', 'cif_nif') then 'null'
        else '"suprimido"'
      end;
    else
      return dato;
  end case;
end
$$;

create function tachar_evento(cuerpo bytea) returns bytea
language sql immutable as $$
  select convert_to(json_object_agg(key, case key when 'data' then tachar(value, key) else value end order by ordinality)::text, 'UTF8')
  from json_each(convert_from(cuerpo, 'UTF8')::json) with ordinality
$$;

create function menciona(cuerpo bytea, textos text[]) returns boolean
language sql immutable as $$
  select exists (
    select from unnest(textos) as t (texto)
    where strpos(lower(encode(cuerpo, 'escape')), lower(encode(convert_to(texto, 'UTF8'), 'escape'))) > 0)
$$;

-- Takes out all that is kept of a client besides its own rows, which must still be there and be locked. With the owner's
-- rights, as the service itself may not change its log.
create function suprimir_rastros(quien uuid) returns table (tabla text, filas bigint)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  ids uuid[];
  facturas uuid[];
  agregados uuid[];
  textos text[];
  personales text[];
begin
  -- Who is about to copy what the log said begins again with what it says then: the cursor has moved on.
  update log_reader_cursor set revision = revision + 1;

  with recursive fusion as materialized (
    select convert_from(body, 'UTF8')::json #>> '{data,cliente_id}' as de,
      convert_from(body, 'UTF8')::json #>> '{data,destino_id}' as a
    from event_log where type like 'es.crmfactura.ClienteFusionado.%'),
  identidad (id) as (
    select quien
    union
    select f.de::uuid from fusion f join identidad i on f.a = i.id::text)
  select array_agg(id) into ids from identidad;
  select coalesce(array_agg(factura_id), '{}') into facturas from factura_conocida where cliente_id = quien;
  select ids || coalesce(array_agg(id), '{}') into agregados from oportunidad where cliente_id = quien;
  textos := ids::text[];
  select textos || array_remove(array[c.email, c.cif_nif], null) into personales from cliente c where c.id = quien;

  -- also of invoices that could not be applied
  with apartado as (
    delete from parked_event
    where aggregate_id = any (facturas::text[]) or menciona(body, personales || facturas::text[])
      or menciona(convert_to(reason, 'UTF8'), personales)
    returning source, aggregate_id)
  select count(*), facturas || coalesce(
      array_agg(aggregate_id::uuid) filter (where source = 'factura' and pg_input_is_valid(aggregate_id, 'uuid')), '{}')
  into filas, facturas from apartado;
  tabla := 'parked_event';
  return next;

  insert into id_suprimido select distinct i, quien from unnest(ids || facturas) i on conflict do nothing;

  tabla := 'event_log';
  update event_log set body = tachar_evento(body)
  where aggregate_id = any (agregados)
    or case when type like 'es.crmfactura.OportunidadGanada.%'
      then convert_from(body, 'UTF8')::json #>> '{data,cliente_id}' = any (textos) end;
  get diagnostics filas = row_count;
  return next;

  tabla := 'entrega_webhook';
  delete from entrega_webhook
  where agregado = any (agregados::text[]) or cuerpo like any (select '%' || t || '%' from unnest(textos) t);
  get diagnostics filas = row_count;
  return next;

  tabla := 'peticion_hecha';
  delete from peticion_hecha
  where menciona(coalesce(body, ''), personales) or location like any (select '%' || t || '%' from unnest(textos) t);
  get diagnostics filas = row_count;
  return next;

  tabla := 'importacion';
  delete from importacion where fecha_fin is not null;
  get diagnostics filas = row_count;
  return next;
end
$$;
revoke all on function tachar(json, text), tachar_evento(bytea), menciona(bytea, text[]), suprimir_rastros(uuid) from public;
grant execute on function suprimir_rastros(uuid) to "${app}";
