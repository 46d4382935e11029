-- Of parked messages that were discarded a copy is kept with the decision. Once the client is erased nothing of it stays but
-- who decided, why and when; with the owner's rights, as the service itself may not change a decision.
create function suprimir_descartados(quien uuid) returns table (tabla text, filas bigint)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  personales text[];
begin
  with recursive fusion as materialized (
    select convert_from(body, 'UTF8')::json #>> '{data,cliente_id}' as de,
      convert_from(body, 'UTF8')::json #>> '{data,destino_id}' as a
    from event_log where type like 'es.crmfactura.ClienteFusionado.%'),
  identidad (id) as (
    select quien
    union
    select f.de::uuid from fusion f join identidad i on f.a = i.id::text)
  select array_agg(id::text)
      || array(select factura_id::text from factura_conocida where cliente_id = quien)
      || (select array_remove(array[email, cif_nif], null) from cliente where id = quien)
    into personales
  from identidad;

  tabla := 'parked_decision';
  -- also of invoices that are known by nothing else: later events of them must not bring the client back
  with descartado as (
    update parked_decision set body = null, parked_reason = 'suprimido'
    where body is not null and (aggregate_id = any (personales) or menciona(body, personales))
      or menciona(convert_to(parked_reason, 'UTF8'), personales)
    returning source, aggregate_id),
  recordado as (
    insert into id_suprimido
    select distinct aggregate_id::uuid, quien from descartado
    where source = 'factura' and pg_input_is_valid(aggregate_id, 'uuid')
    on conflict do nothing)
  select count(*) into filas from descartado;
  return next;
end
$$;
revoke all on function suprimir_descartados(uuid) from public;
grant execute on function suprimir_descartados(uuid) to "${app}";
