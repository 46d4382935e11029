-- The last day on which something has changed what is owed of an invoice: its payments and their return, what corrects it or
-- stands in its place, and the same of those in whose place it stands. It may be later than that, never earlier: what was owed
-- at the end of a day before it is computed, at the end of any other it is what is owed now. Null: nothing has happened.
alter table factura add column ultimo_movimiento date;
create or replace function impedir_cambio_de_factura() returns trigger language plpgsql as $$
declare
  libres text[] := array['cliente_crm_id', 'numero', 'pendiente'];
begin
  if tg_op = 'DELETE' or tg_table_name <> 'factura' then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  if old.cliente_crm_id is not null and new.cliente_crm_id is distinct from old.cliente_crm_id then
    raise exception 'the client of an invoice does not change' using errcode = 'restrict_violation';
  end if;
  if new.anulada_en is not null and old.anulada_en is null then
    if old.pagado <> 0 then
      raise exception 'an invoice with payments is not cancelled' using errcode = 'restrict_violation';
    end if;
    if exists (select from factura r where r.rectifica_a = old.id and r.anulada_en is null) then
      raise exception 'an invoice that others correct is not cancelled' using errcode = 'restrict_violation';
    end if;
  end if;
  if new.sustituida_por is distinct from old.sustituida_por and (
      exists (select from factura s where s.id = old.sustituida_por and s.anulada_en is null)
      or new.sustituida_por is not null and not exists (
        select from factura s
        where s.id = new.sustituida_por and s.anulada_en is null
          and (s.rectifica_a = new.id and s.rectificacion = 'sustitucion'
            or exists (select from factura_canje c where c.canjeada = new.id and c.factura_id = s.id)))) then
    raise exception 'in the place of an invoice stands what says so' using errcode = 'restrict_violation';
  end if;
  if old.anulada_en is null then
    libres := libres
      || array['pagado', 'compensado', 'sustituida_por', 'ultimo_movimiento', 'version', 'anulada_en', 'motivo_anulacion'];
  end if;
  if (to_jsonb(new) - libres) <> (to_jsonb(old) - libres) then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;


-- With what became of those in whose place it stands. (What is cancelled owed nothing at any time, and does not change.)
with recursive movimiento (id, fecha) as (
  select factura_id, greatest(fecha, fecha_devolucion) from pago
  union
  select factura_id, fecha from asiento where signo < 0
  union
  select rectifica_a, fecha from factura where rectificacion = 'diferencias'
  union
  select f.sustituida_por, m.fecha from movimiento m join factura f using (id) where f.sustituida_por is not null)
update factura f set ultimo_movimiento = m.fecha
from (select id, max(fecha) as fecha from movimiento group by id) m
where f.id = m.id and f.anulada_en is null;

drop index factura_pendiente;
create index factura_pendiente on factura (vencimiento)
  include (id, fecha, ultimo_movimiento, cliente_crm_id, cliente_cif_nif, pendiente) where pendiente > 0;
create index factura_ultimo_movimiento on factura (ultimo_movimiento, fecha)
  where ultimo_movimiento is not null and anulada_en is null;

-- What changes an invoice here changes those in whose place it stands too; and what takes the place of others has their days. It is
-- not left to who writes, as a service of the release before does not know of it.
create function anotar_movimiento() returns trigger language plpgsql security definer set search_path from current as $$
declare
  movida uuid;
  sustituta uuid;
  dia date;
begin
  if tg_table_name = 'pago' then
    movida := new.factura_id;
    dia := greatest(new.fecha, new.fecha_devolucion);
  elsif tg_table_name = 'factura' then
    movida := new.rectifica_a;
    sustituta := case when new.rectificacion = 'sustitucion' then new.id end;
    dia := new.fecha;
  else
    movida := new.canjeada;
    sustituta := new.factura_id;
    select fecha into dia from factura where id = sustituta;
  end if;
  with recursive vigente (id) as (
    select movida
    union all
    select f.sustituida_por from vigente join factura f using (id) where f.sustituida_por is not null)
  update factura f set ultimo_movimiento = dia
  from vigente v where f.id = v.id and (f.ultimo_movimiento >= dia) is not true and f.anulada_en is null;
  update factura s set ultimo_movimiento = greatest(s.ultimo_movimiento, f.ultimo_movimiento)
  from factura f where s.id = sustituta and f.id = movida;
  return null;
end
$$;
revoke all on function anotar_movimiento() from public;
-- (Before the triggers that add sums, in the order of their names: those share the lock that this one takes for itself.)
create trigger movimiento after insert or update of fecha_devolucion on pago
  for each row execute function anotar_movimiento();
create trigger movimiento after insert on factura
  for each row when (new.rectifica_a is not null) execute function anotar_movimiento();
create trigger movimiento after insert on factura_canje
  for each row execute function anotar_movimiento();
