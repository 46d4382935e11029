-- The day that decides on the period of an invoice's tax: of what was done, else of the document (Ley 37/1992, art. 75); of one
-- that corrects another, its own (art. 89.Cinco).
create function devengo(f factura) returns date language sql immutable
return case when (f).rectifica_a is null then coalesce((f).fecha_operacion, (f).fecha) else (f).fecha end;

-- What every document adds to sales, taxes and books, by its own date: its amounts, less those of the invoices in whose place
-- it stands. That is said here and nowhere else. Whether it was cancelled is left to who asks: it then adds nothing.
--   documento_id: which document; factura_id: whose amounts, and whose client
--   ventas: how many sales; a difference is none
create view asiento as
select f.id as documento_id, f.fecha, devengo(f) as devengo, f.serie, f.ordinal, f.tipo, f.anulada_en,
  f.id as factura_id, 1 as signo, case when f.rectificacion = 'diferencias' then 0 else 1 end as ventas,
  f.cliente_crm_id, f.cliente_cif_nif, f.cliente_nombre, f.base_imponible, f.cuota_iva, f.recargo
from factura f
union all
select d.id, d.fecha, devengo(d), d.serie, d.ordinal, d.tipo, d.anulada_en,
  f.id, -1, -1,
  f.cliente_crm_id, f.cliente_cif_nif, f.cliente_nombre, -f.base_imponible, -f.cuota_iva, -f.recargo
from factura d join factura f on f.id = d.rectifica_a
where d.rectificacion = 'sustitucion'
union all
select d.id, d.fecha, devengo(d), d.serie, d.ordinal, d.tipo, d.anulada_en,
  f.id, -1, -1,
  f.cliente_crm_id, f.cliente_cif_nif, f.cliente_nombre, -f.base_imponible, -f.cuota_iva, -f.recargo
from factura_canje c join factura d on d.id = c.factura_id join factura f on f.id = c.canjeada;

-- What the sums below do not contain yet: the amounts of an invoice that count from now on (1) or no more (-1) at the date of a
-- document, or a payment that does, each with the client it had then. Who issues, cancels or pays only adds a row, and waits
-- for nobody.
create table por_sumar (
  documento_id uuid not null,
  factura_id uuid not null,
  pago_id uuid,
  crm_id uuid,
  signo int not null check (signo in (-1, 1))
);

-- By days. What has no iva is how many documents, and how many sales: one may have several rates. Amounts are cents here and
-- below: a database adds whole numbers in a third of the time.
create table suma_diaria (
  fecha date not null,
  devengo date not null,
  serie text not null,
  iva numeric(4, 2),
  recargo_tipo numeric(4, 2),
  exencion text,
  facturas bigint not null,
  documentos bigint not null,
  base bigint not null,
  cuota bigint not null,
  recargo bigint not null,
  unique nulls not distinct (fecha, devengo, serie, iva, recargo_tipo, exencion)
);
create index suma_diaria_devengo on suma_diaria (devengo);

-- By months and clients, as they were invoiced.
--   declarable: of what was invoiced, taxes included, what the yearly statement of parties asks for (RD 1065/2007, art. 33)
--   cobrado, retraso: what was paid in the month and not returned, and the sum of its amounts times their days after the due one
create table suma_mensual (
  mes date not null check (extract(day from mes) = 1),
  devengo date not null check (extract(day from devengo) = 1),
  cif_nif text,
  crm_id uuid,
  nombre text not null,
  facturas bigint not null,
  base bigint not null,
  cuota bigint not null,
  recargo bigint not null,
  declarable bigint not null,
  cobrado bigint not null,
  retraso bigint not null,
  unique nulls not distinct (mes, devengo, cif_nif, crm_id)
);
create index suma_mensual_devengo on suma_mensual (devengo);
create index suma_mensual_crm_id on suma_mensual (crm_id, mes) where crm_id is not null;
create index suma_mensual_cif_nif on suma_mensual (cif_nif, mes) where cif_nif is not null;

create function centimos(euros numeric) returns bigint language sql immutable return (euros * 100)::bigint;

create view diario_por_sumar as
select d.fecha, devengo(d) as devengo, d.serie, i.tipo as iva, i.recargo_tipo, i.exencion, 0 as facturas, 0 as documentos,
  p.signo * centimos(i.base) as base, p.signo * centimos(i.cuota) as cuota, p.signo * centimos(i.recargo) as recargo
from por_sumar p join factura d on d.id = p.documento_id join factura_impuesto i on i.factura_id = p.factura_id
where p.pago_id is null
union all
select d.fecha, devengo(d), d.serie, null, null, null,
  case when d.rectificacion = 'diferencias' then 0 else p.signo end,
  case when p.documento_id = p.factura_id then p.signo else 0 end, 0, 0, 0
from por_sumar p join factura d on d.id = p.documento_id
where p.pago_id is null;

create view mensual_por_sumar as
select date_trunc('month', d.fecha)::date as mes, date_trunc('month', devengo(d))::date as devengo,
  f.cliente_cif_nif as cif_nif, p.crm_id, f.cliente_nombre as nombre,
  case when d.rectificacion = 'diferencias' then 0 else p.signo end as facturas, p.signo * centimos(f.base_imponible) as base,
  p.signo * centimos(f.cuota_iva) as cuota, p.signo * centimos(f.recargo) as recargo,
  p.signo * centimos(i.declarable) as declarable, 0 as cobrado, 0 as retraso
from por_sumar p join factura d on d.id = p.documento_id join factura f on f.id = p.factura_id
cross join lateral (
  -- not what is withheld from, exported or delivered to another member state: others declare it, or another form
  select coalesce(sum(i.base + i.cuota + i.recargo), 0) as declarable from factura_impuesto i
  where i.factura_id = f.id and f.retencion_irpf is null and (i.exencion is null or i.exencion not in ('E2', 'E5'))) i
where p.pago_id is null
union all
select date_trunc('month', c.fecha)::date, date_trunc('month', c.fecha)::date, f.cliente_cif_nif, p.crm_id, f.cliente_nombre,
  0, 0, 0, 0, 0, p.signo * centimos(c.importe), p.signo * centimos(c.importe) * (c.fecha - f.vencimiento)
from por_sumar p join pago c on c.id = p.pago_id join factura f on f.id = c.factura_id;

-- As it is at this moment: a query sees what was summed and what was not in one snapshot.
create view venta_diaria as
select * from suma_diaria union all select * from diario_por_sumar;

create view venta_mensual as
select * from suma_mensual union all select * from mensual_por_sumar;

-- The latest that was invoiced to a client: by the CRM's id, else by its tax id.
create function nombre_facturado(crm uuid, nif text) returns text language sql stable security definer set search_path from current
return coalesce(
  (select nombre from suma_mensual where crm_id = crm order by mes desc limit 1),
  (select nombre from suma_mensual where crm is null and cif_nif = nif order by mes desc limit 1),
  (select nombre from mensual_por_sumar where crm_id = crm or crm is null and cif_nif = nif order by mes desc limit 1));
revoke all on function nombre_facturado(uuid, text) from public;

create function sumar() returns void language plpgsql security definer set search_path from current as $$
begin
  -- one at a time; who comes second has nothing left to do
  if pg_try_advisory_xact_lock(hashtextextended('por_sumar:' || current_schema(), 0)) then
    -- one statement, and so one snapshot: just what is taken out is added
    with sumado as (
      delete from por_sumar),
    diario as (
      insert into suma_diaria as s
      select fecha, devengo, serie, iva, recargo_tipo, exencion,
        sum(facturas), sum(documentos), sum(base), sum(cuota), sum(recargo)
      from diario_por_sumar group by fecha, devengo, serie, iva, recargo_tipo, exencion
      on conflict (fecha, devengo, serie, iva, recargo_tipo, exencion) do update set
        facturas = s.facturas + excluded.facturas, documentos = s.documentos + excluded.documentos,
        base = s.base + excluded.base, cuota = s.cuota + excluded.cuota, recargo = s.recargo + excluded.recargo)
    insert into suma_mensual as s
    select mes, devengo, cif_nif, crm_id, max(nombre), sum(facturas), sum(base), sum(cuota), sum(recargo), sum(declarable),
      sum(cobrado), sum(retraso)
    from mensual_por_sumar group by mes, devengo, cif_nif, crm_id
    -- months lie together on disk, and are read together
    order by mes
    on conflict (mes, devengo, cif_nif, crm_id) do update set
      nombre = excluded.nombre, facturas = s.facturas + excluded.facturas,
      base = s.base + excluded.base, cuota = s.cuota + excluded.cuota, recargo = s.recargo + excluded.recargo,
      declarable = s.declarable + excluded.declarable,
      cobrado = s.cobrado + excluded.cobrado, retraso = s.retraso + excluded.retraso;
  end if;
end
$$;
revoke all on function sumar() from public;

-- From the beginning, whatever was there: for rows that came in without the triggers below.
create function rehacer_sumas() returns void language plpgsql set search_path from current as $$
begin
  lock table factura, factura_canje, pago in share mode;
  truncate por_sumar, suma_diaria, suma_mensual;
  insert into por_sumar
  select documento_id, factura_id, null, cliente_crm_id, signo from asiento where anulada_en is null
  union all
  select f.id, f.id, p.id, f.cliente_crm_id, 1 from pago p join factura f on f.id = p.factura_id where p.fecha_devolucion is null;
  perform sumar();
end
$$;
revoke all on function rehacer_sumas() from public;

-- Those in whose place a document stands are locked first, so that their client does not become known meanwhile. (Without offset
-- 0 the planner would join with all documents there are.)
create function anotar_por_sumar() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_table_name = 'factura' then
    insert into por_sumar select id, id, null, cliente_crm_id, 1 from nuevas;
    if exists (select from nuevas where rectificacion = 'sustitucion') then
      perform from factura where id in (select rectifica_a from nuevas where rectificacion = 'sustitucion') for share;
      insert into por_sumar
      select a.documento_id, a.factura_id, null, a.cliente_crm_id, a.signo
      from nuevas n cross join lateral (select * from asiento where documento_id = n.id offset 0) a
      where a.factura_id = n.rectifica_a;
    end if;
  elsif tg_table_name = 'factura_canje' then
    perform from factura where id in (select canjeada from nuevas) for share;
    insert into por_sumar
    select a.documento_id, a.factura_id, null, a.cliente_crm_id, a.signo
    from nuevas n cross join lateral (select * from asiento where documento_id = n.factura_id offset 0) a
    where a.factura_id = n.canjeada;
  else
    insert into por_sumar
    select f.id, f.id, n.id, f.cliente_crm_id, 1 from nuevas n join factura f on f.id = n.factura_id for share of f;
  end if;
  return null;
end
$$;
create trigger por_sumar after insert on factura referencing new table as nuevas
  for each statement execute function anotar_por_sumar();
create trigger por_sumar after insert on factura_canje referencing new table as nuevas
  for each statement execute function anotar_por_sumar();
create trigger por_sumar after insert on pago referencing new table as nuevas
  for each statement execute function anotar_por_sumar();

create function anotar_cambio_por_sumar() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.anulada_en is distinct from old.anulada_en then
    perform from factura where id in (select factura_id from asiento where documento_id = new.id) for share;
    insert into por_sumar
    select documento_id, factura_id, null, cliente_crm_id, -signo from asiento where documento_id = new.id;
  else
    -- its client has become known: what counts of it changes hands, also where another stands in its place
    insert into por_sumar
    select a.documento_id, a.factura_id, a.pago_id, c.crm_id, c.signo * a.signo
    from (
        select documento_id, factura_id, null::uuid as pago_id, signo from asiento
        where factura_id = new.id and anulada_en is null
        union all
        select new.id, new.id, id, 1 from pago where factura_id = new.id and fecha_devolucion is null) a
      cross join (values (old.cliente_crm_id, -1), (new.cliente_crm_id, 1)) as c (crm_id, signo);
  end if;
  return null;
end
$$;
create trigger por_sumar_cambio after update of anulada_en, cliente_crm_id on factura
  for each row when ((old.anulada_en, old.cliente_crm_id) is distinct from (new.anulada_en, new.cliente_crm_id))
  execute function anotar_cambio_por_sumar();

create function anotar_devolucion_por_sumar() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into por_sumar
  select f.id, f.id, new.id, f.cliente_crm_id, -1 from factura f where f.id = new.factura_id for share;
  return null;
end
$$;
create trigger por_sumar_devolucion after update of fecha_devolucion on pago
  for each row when (old.fecha_devolucion is null and new.fecha_devolucion is not null)
  execute function anotar_devolucion_por_sumar();

select rehacer_sumas();

-- What is due, with all that a report says of it: it is read without the invoices.
drop index factura_pendiente;
create index factura_pendiente on factura (vencimiento)
  include (id, fecha, cliente_crm_id, cliente_cif_nif, pendiente) where pendiente > 0;
create index factura_fecha_operacion on factura (fecha_operacion) where fecha_operacion is not null;

grant select on asiento, venta_diaria, venta_mensual to "${app}";
grant execute on function sumar(), nombre_facturado(uuid, text) to "${app}";
