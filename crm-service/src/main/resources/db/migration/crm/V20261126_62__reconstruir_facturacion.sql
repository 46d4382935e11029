-- What is made of billing's events can be made once more beside what is shown, compared with it and put in its place.

create table reconstruccion (
  id uuid primary key,
  -- whose events
  publica text not null,
  quien text not null check (quien ~ '\S' and length(quien) <= 100),
  motivo text not null check (motivo ~ '\S' and length(motivo) <= 500),
  estado text not null check (estado in ('en_curso', 'terminada', 'fallida')),
  inicio timestamptz not null,
  fin timestamptz,
  -- the events by which the publisher was asked to tell its own again; the last of them when
  pedidos uuid[] not null check (cardinality(pedidos) > 0),
  pedido_en timestamptz not null,
  -- whether the publisher has told all it was asked for; asked anew, it has not
  respondida boolean not null default false,
  -- how often in a row that has brought nothing
  en_vano int not null default 0,
  -- about when the last event came
  ultimo_en timestamptz,
  esperados bigint not null,
  -- as last counted
  recibidos bigint not null default 0,
  fallo text,
  diferencias jsonb,
  check ((estado = 'en_curso') = (fin is null)),
  check ((estado = 'fallida') = (fallo is not null)),
  check ((estado = 'terminada') = (diferencias is not null))
);
create unique index reconstruccion_en_curso on reconstruccion (estado) where estado = 'en_curso';
grant select, insert on reconstruccion to "${app}";
grant update (estado, fin, pedidos, pedido_en, respondida, en_vano, ultimo_en, recibidos, fallo, diferencias)
  on reconstruccion to "${app}";

-- The shadow. It can be told again, so it need not survive a crash of the server: if it is emptied then, that shows in
-- sombra_evento. Whose an invoice is does not depend on events alone, and is found out in the end.
create unlogged table sombra_evento (
  evento_id uuid primary key,
  factura_id uuid not null
);
create unlogged table sombra_facturado (
  factura_id uuid primary key,
  crm_id uuid,
  nombre text not null,
  email text,
  cif_nif text
);
create unlogged table sombra_factura (like factura_conocida including defaults) with (fillfactor = 70);
alter table sombra_factura alter column cliente_id drop not null, add primary key (factura_id);
create unlogged table sombra_canje (like factura_canjeada);
alter table sombra_canje add primary key (canjeada, factura_id);
create unlogged table sombra_actividad (like actividad including defaults);
alter table sombra_actividad drop column evento_id, alter column cliente_id drop not null, add primary key (id);
create unlogged table sombra_diferencia (
  tabla text not null,
  clase text not null,
  id uuid not null,
  canjeada uuid,
  campos jsonb
);
grant select, insert on sombra_evento to "${app}";
grant select, insert, update on sombra_facturado to "${app}";
grant select, insert, update, delete on sombra_factura to "${app}";
grant select, insert on sombra_canje, sombra_actividad to "${app}";

-- Invoices that went with their client, whom somebody has deleted: they stay away.
create table factura_olvidada (
  factura_id uuid primary key
);
grant select on factura_olvidada to "${app}";
insert into factura_olvidada
select i.aggregate_id::uuid
from inbox i left join actividad a on a.id = i.event_id
where i.type ~ '[.](Factura|Pago)[A-Z]' and pg_input_is_valid(i.aggregate_id, 'uuid')
group by i.aggregate_id
having count(a.id) = 0
  and not exists (select from factura_conocida f where f.factura_id::text = i.aggregate_id)
  and not exists (select from parked_event p where p.aggregate_id = i.aggregate_id);

create or replace function olvidar_lo_de_un_cliente() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  suyas uuid[];
begin
  with olvidada as (
    delete from factura_conocida where cliente_id = old.id returning factura_id)
  select array_agg(factura_id) into suyas from olvidada;
  delete from actividad where cliente_id = old.id;
  if suyas is not null then
    insert into factura_olvidada select unnest(suyas) on conflict do nothing;
    delete from sombra_actividad s using sombra_evento e where s.id = e.evento_id and e.factura_id = any (suyas);
    delete from sombra_canje where factura_id = any (suyas);
    delete from sombra_factura where factura_id = any (suyas);
    delete from sombra_facturado where factura_id = any (suyas);
  end if;
  return null;
end
$$;

-- What billing told stays as it was told, whatever the service does; but for the functions below, which have the owner's rights.
create or replace function mantener_actividad_de_evento() returns trigger
language plpgsql as $$
begin
  if current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    return coalesce(new, old);
  end if;
  raise exception 'la actividad % es de un evento y no cambia', old.id using errcode = 'restrict_violation';
end
$$;

-- Until the transaction ends nobody else applies an event, begins a reconstruccion or ends one. Who reads does not wait.
create function parar_eventos() returns void
language plpgsql security definer set search_path from current as $$
begin
  lock table inbox, parked_event in share row exclusive mode;
end
$$;

create function vaciar_sombra() returns void
language sql security definer set search_path from current as $$
  truncate sombra_evento, sombra_facturado, sombra_factura, sombra_canje, sombra_actividad, sombra_diferencia;
$$;

-- Of two rows of the same form; without what may tell of somebody.
create function campos_distintos(antes jsonb, despues jsonb) returns jsonb
language sql immutable
return (
  select jsonb_agg(case when campo in ('cliente_id', 'titulo', 'descripcion', 'responsable', 'notas')
      then jsonb_build_object('campo', campo, 'antes', null, 'despues', null)
      else jsonb_build_object('campo', campo, 'antes', antes ->> campo, 'despues', despues ->> campo) end order by campo)
  from jsonb_object_keys(antes) campo
  where despues is not null and antes -> campo is distinct from despues -> campo);

create function clase_de_diferencia(antes jsonb, despues jsonb) returns text
language sql immutable
return case when antes is null then 'faltaban' when despues is null then 'sobraban' else 'distintas' end;

-- The shadow's invoices as they have to be shown: those of a row that is there are its client's, also after a merge.
create view factura_reconstruida as
select s.factura_id, case when c.id is null then s.cliente_id else c.id end as cliente_id, s.numero, s.fecha, s.vencimiento,
  s.total, s.cobrado, s.fecha_cobro, s.anulada, s.version_cobro, s.fecha_devolucion, s.rectifica, s.por_sustitucion
from sombra_factura s
left join factura_conocida f on f.factura_id = s.factura_id
left join cliente c on c.id = f.cliente_id
where not exists (select from factura_olvidada o where o.factura_id = s.factura_id);

create view actividad_reconstruida as
select s.id, f.cliente_id, s.tipo, s.titulo, s.descripcion, s.fecha, s.completada, s.responsable, s.notas, s.factura_numero,
  s.importe
from sombra_actividad s
join sombra_evento e on e.evento_id = s.id
join factura_reconstruida f on f.factura_id = e.factura_id;

grant select on factura_reconstruida to "${app}";

-- Notes in which rows the shadow and what is shown differ. What other publishers have told of is left alone, and so is what
-- has come again of invoices that went with their client.
create function comparar_con_la_sombra(origen text) returns void
language plpgsql security definer set search_path from current as $$
begin
  analyze sombra_evento, sombra_factura, sombra_canje, sombra_actividad;

  with antes as (
    select f.factura_id, f.cliente_id, f.numero, f.fecha, f.vencimiento, f.total, f.cobrado, f.fecha_cobro, f.anulada,
      f.version_cobro, f.fecha_devolucion, f.rectifica, f.por_sustitucion
    from factura_conocida f
    where not exists (select from factura_olvidada o where o.factura_id = f.factura_id)),
  distinta as (
    select coalesce(antes.factura_id, r.factura_id) as factura_id, to_jsonb(antes) as antes, to_jsonb(r) as despues
    from antes full join factura_reconstruida r on antes.factura_id = r.factura_id
    where antes is distinct from r)
  insert into sombra_diferencia (tabla, clase, id, campos)
  select 'facturas', clase_de_diferencia(antes, despues), factura_id, campos_distintos(antes, despues)
  from distinta d
  where not exists (select from inbox i where i.source <> origen and i.aggregate_id = d.factura_id::text);

  with antes as (
    select c.canjeada, c.factura_id
    from factura_canjeada c
    where not exists (select from factura_olvidada o where o.factura_id = c.factura_id)),
  despues as (
    select c.canjeada, c.factura_id from sombra_canje c join factura_reconstruida r on r.factura_id = c.factura_id),
  distinto as (
    select coalesce(antes.factura_id, despues.factura_id) as factura_id, coalesce(antes.canjeada, despues.canjeada) as canjeada,
      to_jsonb(antes) as antes, to_jsonb(despues) as despues
    from antes full join despues on antes.factura_id = despues.factura_id and antes.canjeada = despues.canjeada
    where antes is distinct from despues)
  insert into sombra_diferencia (tabla, clase, id, canjeada)
  select 'canjes', clase_de_diferencia(antes, despues), factura_id, canjeada
  from distinto d
  where not exists (select from inbox i where i.source <> origen and i.aggregate_id = d.factura_id::text);

  with antes as (
    select a.id, a.cliente_id, a.tipo, a.titulo, a.descripcion, a.fecha, a.completada, a.responsable, a.notas,
      a.factura_numero, a.importe
    from actividad a
    where a.origen = 'evento'),
  distinta as (
    select coalesce(antes.id, r.id) as id, to_jsonb(antes) as antes, to_jsonb(r) as despues
    from antes full join actividad_reconstruida r on antes.id = r.id
    where antes is distinct from r)
  insert into sombra_diferencia (tabla, clase, id, campos)
  select 'actividades', clase_de_diferencia(antes, despues), d.id, campos_distintos(antes, despues)
  from distinta d
  where not exists (
    select from inbox i
    where i.event_id = d.id and (i.source <> origen
      or exists (select from factura_olvidada o where o.factura_id::text = i.aggregate_id)));
end
$$;

-- Writes the rows that differ, and no other.
create function poner_la_sombra() returns void
language plpgsql security definer set search_path from current as $$
begin
  -- whoever is given an invoice must stay until it is there; nobody is given one who is gone
  perform from cliente where id in (
    select f.cliente_id from factura_reconstruida f join sombra_diferencia d on d.id = f.factura_id
    where d.tabla = 'facturas') order by id for key share;
  if exists (
    select from factura_reconstruida f join sombra_diferencia d on d.id = f.factura_id
    where d.tabla = 'facturas' and not exists (select from cliente c where c.id = f.cliente_id)) then
    raise foreign_key_violation using message = 'una factura es de un cliente que no existe';
  end if;

  delete from factura_conocida f using sombra_diferencia d
  where d.tabla = 'facturas' and d.clase = 'sobraban' and d.id = f.factura_id;
  insert into factura_conocida
    (factura_id, cliente_id, numero, fecha, vencimiento, total, cobrado, fecha_cobro, anulada, version_cobro, fecha_devolucion,
     rectifica, por_sustitucion)
  select f.factura_id, f.cliente_id, f.numero, f.fecha, f.vencimiento, f.total, f.cobrado, f.fecha_cobro, f.anulada,
    f.version_cobro, f.fecha_devolucion, f.rectifica, f.por_sustitucion
  from factura_reconstruida f join sombra_diferencia d on d.id = f.factura_id
  where d.tabla = 'facturas' and d.clase = 'faltaban';
  update factura_conocida f
  set cliente_id = r.cliente_id, numero = r.numero, fecha = r.fecha, vencimiento = r.vencimiento, total = r.total,
    cobrado = r.cobrado, fecha_cobro = r.fecha_cobro, anulada = r.anulada, version_cobro = r.version_cobro,
    fecha_devolucion = r.fecha_devolucion, rectifica = r.rectifica, por_sustitucion = r.por_sustitucion
  from factura_reconstruida r join sombra_diferencia d on d.id = r.factura_id
  where d.tabla = 'facturas' and d.clase = 'distintas' and f.factura_id = d.id;

  delete from factura_canjeada c using sombra_diferencia d
  where d.tabla = 'canjes' and d.clase = 'sobraban' and d.id = c.factura_id and d.canjeada = c.canjeada;
  insert into factura_canjeada (canjeada, factura_id)
  select canjeada, id from sombra_diferencia where tabla = 'canjes' and clase = 'faltaban';

  delete from actividad a using sombra_diferencia d
  where d.tabla = 'actividades' and d.clase = 'sobraban' and d.id = a.id;
  insert into actividad
    (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen, factura_numero, importe, fecha_creacion)
  select s.id, r.cliente_id, s.tipo, s.titulo, s.descripcion, s.fecha, s.completada, s.origen, s.factura_numero, s.importe,
    s.fecha_creacion
  from sombra_diferencia d join sombra_actividad s on s.id = d.id join actividad_reconstruida r on r.id = d.id
  where d.tabla = 'actividades' and d.clase = 'faltaban';
  update actividad a
  set cliente_id = r.cliente_id, tipo = r.tipo, titulo = r.titulo, descripcion = r.descripcion, fecha = r.fecha,
    completada = r.completada, responsable = r.responsable, notas = r.notas, factura_numero = r.factura_numero,
    importe = r.importe
  from actividad_reconstruida r join sombra_diferencia d on d.id = r.id
  where d.tabla = 'actividades' and d.clase = 'distintas' and a.id = d.id;
end
$$;

-- How many rows of each table were missing, too many or different, and the first of them.
create function contar_diferencias() returns jsonb
language sql security definer set search_path from current as $$
  select jsonb_object_agg(tabla, cuentas) || jsonb_build_object('primeras', (
    select coalesce(jsonb_agg(jsonb_build_object('tabla', tabla, 'clase', clase, 'id', id, 'canjeada', canjeada,
      'campos', coalesce(campos, '[]'))), '[]')
    from (select * from sombra_diferencia order by tabla desc, clase, id, canjeada limit 100) p))
  from (
    select t.tabla, jsonb_build_object('faltaban', count(*) filter (where clase = 'faltaban'),
      'sobraban', count(*) filter (where clase = 'sobraban'), 'distintas', count(*) filter (where clase = 'distintas')) as cuentas
    from unnest(array['facturas', 'canjes', 'actividades']) t (tabla) left join sombra_diferencia d on d.tabla = t.tabla
    group by t.tabla) c;
$$;

revoke all on function parar_eventos(), vaciar_sombra(), comparar_con_la_sombra(text), poner_la_sombra(), contar_diferencias()
  from public;
grant execute on function parar_eventos(), vaciar_sombra(), comparar_con_la_sombra(text), poner_la_sombra(),
  contar_diferencias() to "${app}";
