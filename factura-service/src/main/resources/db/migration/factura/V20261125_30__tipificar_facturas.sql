-- What kind of invoice each is, with the keys of the tax agency: F1 is full, F2 simplified, F3 full and issued in exchange for
-- simplified ones, R1 to R5 are rectificativas (RD 1619/2012, art. 15), R5 those of simplified ones.
alter table serie
  drop constraint serie_serie_check,
  add constraint serie_serie_check check (serie in ('FAC', 'SIM', 'REC'));

alter table factura
  add column tipo text,
  -- the invoice that this one corrects: by amounts that add to the other's, or as a whole in its place
  add column rectifica_a uuid references factura,
  add column rectificacion text check (rectificacion in ('diferencias', 'sustitucion')),
  add column motivo_rectificacion text,
  -- what lowers what is due of it besides its own payments: what was paid of those in whose place it stands, and what
  -- rectificativas take off it
  add column compensado numeric(14, 2) not null default 0,
  -- the invoice that stands in its place: it replaces this one, or was issued in exchange for it
  add column sustituida_por uuid references factura;

-- The owner too is bound by the trigger, and what invoices are was never in doubt.
alter table factura disable trigger inmutable;
update factura set tipo = case serie when 'FAC' then 'F1' else 'F2' end;
alter table factura enable trigger inmutable;

alter table factura
  alter column tipo set not null,
  add constraint factura_tipo_check check (
    (serie, tipo) in (('FAC', 'F1'), ('FAC', 'F3'), ('SIM', 'F2'),
      ('REC', 'R1'), ('REC', 'R2'), ('REC', 'R3'), ('REC', 'R4'), ('REC', 'R5'))),
  add constraint factura_rectificativa_check check (
    num_nonnulls(rectifica_a, rectificacion, motivo_rectificacion) = case serie when 'REC' then 3 else 0 end
    and rectifica_a <> id),
  add constraint factura_motivo_rectificacion_check
    check (btrim(motivo_rectificacion) <> '' and char_length(motivo_rectificacion) <= 300),
  add constraint factura_compensado_check check (compensado >= 0),
  add constraint factura_sustituida_check check (sustituida_por is null or (anulada_en is null and sustituida_por <> id)),

  -- only differences may be negative, and nothing is ever due of those that are
  drop constraint factura_base_imponible_check,
  drop constraint factura_cuota_iva_check,
  drop constraint factura_recargo_check,
  add constraint factura_signo_check check (
    rectificacion is not distinct from 'diferencias' or least(base_imponible, cuota_iva, recargo) >= 0),
  drop constraint factura_check2,
  add constraint factura_pagado_check check (pagado between 0 and greatest(total, 0)),

  -- a difference is what is left between two amounts, each of them rounded
  drop constraint factura_retencion_check,
  add constraint factura_retencion_check check (
    abs(retencion - coalesce(base_imponible * retencion_irpf / 100, 0))
      <= case rectificacion when 'diferencias' then 0.01 else 0.005 end),

  -- whoever is not named with a tax id has a simplified invoice, and one that corrects it
  drop constraint factura_check4,
  add constraint factura_nif_check check (tipo in ('F2', 'R5') or cliente_cif_nif is not null),
  drop constraint factura_retenedor_check,
  add constraint factura_retenedor_check
    check (retencion_irpf is null or (tipo not in ('F2', 'R5') and cliente_cif_nif is not null)),

  -- what is due of it, whatever has happened to it
  add column pendiente numeric(14, 2) not null generated always as (
    case when anulada_en is null and sustituida_por is null then greatest(0, total - pagado - compensado) else 0 end) stored;

drop index factura_pendiente;
create index factura_pendiente on factura (vencimiento) where pendiente > 0;
create index factura_rectificativa on factura (rectifica_a) where rectifica_a is not null;
create unique index factura_sustituta on factura (rectifica_a) where rectificacion = 'sustitucion' and anulada_en is null;
create index factura_sustituida on factura (sustituida_por) where sustituida_por is not null;

-- The sign of a line is that of its quantity.
alter table factura_linea
  drop constraint factura_linea_cantidad_check,
  drop constraint factura_linea_importe_check,
  add constraint factura_linea_cantidad_check check (cantidad <> 0),
  add constraint factura_linea_importe_check check (importe * cantidad >= 0);

alter table factura_impuesto
  drop constraint factura_impuesto_base_check,
  drop constraint factura_impuesto_cuota_check,
  -- of how many taxes, each of them rounded, this one is the sum or the difference
  add column redondeos int not null default 1 check (redondeos > 0),
  drop constraint factura_impuesto_cuota_exacta_check,
  drop constraint factura_impuesto_recargo_check,
  -- where taxes are taken out of prices, no base may give just that sum: the cent that is left is in the cuota
  add constraint factura_impuesto_cuota_exacta_check
    check (abs(cuota - base * tipo / 100) <= 0.015 * redondeos and (tipo > 0 or cuota = 0)),
  add constraint factura_impuesto_recargo_check
    check (abs(recargo - base * recargo_tipo / 100) <= 0.005 * redondeos and (recargo_tipo > 0 or recargo = 0));

-- The simplified invoices that a full one was issued in exchange for. One of them may be exchanged again when that full one
-- was cancelled.
create table factura_canje (
  canjeada uuid not null references factura,
  factura_id uuid not null references factura,
  primary key (canjeada, factura_id)
);
create index factura_canje_factura on factura_canje (factura_id);
create trigger inmutable before update or delete on factura_canje
  for each row execute function impedir_cambio_de_factura();
create trigger completa after insert on factura_canje referencing new table as nuevas
  for each statement execute function impedir_anadido_a_factura();
create trigger no_vaciable before truncate on factura_canje
  for each statement execute function impedir_vaciado_de_facturas();

create function impedir_signo_de_factura() returns trigger language plpgsql as $$
declare
  negativa boolean;
begin
  if tg_table_name = 'factura_linea' then
    negativa := exists (
      select from nuevas n join factura f on f.id = n.factura_id
      where n.cantidad < 0 and f.rectificacion is distinct from 'diferencias');
  else
    negativa := exists (
      select from nuevas n join factura f on f.id = n.factura_id
      where least(n.base, n.cuota, n.recargo) < 0 and f.rectificacion is distinct from 'diferencias');
  end if;
  if negativa then
    raise exception 'only differences may be negative' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger signo after insert on factura_linea referencing new table as nuevas
  for each statement execute function impedir_signo_de_factura();
create trigger signo after insert on factura_impuesto referencing new table as nuevas
  for each statement execute function impedir_signo_de_factura();

-- What is corrected stands, and is of the same kind. A difference is corrected only if it is due, and by another difference; what
-- has differences is not replaced without them.
create function comprobar_rectificativa() returns trigger language plpgsql as $$
declare
  rectificada factura;
begin
  select * into rectificada from factura where id = new.rectifica_a;
  if rectificada.anulada_en is not null or rectificada.sustituida_por is not null
     or new.fecha < rectificada.fecha
     or (new.tipo = 'R5') <> (rectificada.tipo in ('F2', 'R5'))
     or (rectificada.rectificacion = 'diferencias' and (new.rectificacion <> 'diferencias' or rectificada.total <= 0))
     or (new.rectificacion = 'sustitucion'
       and exists (select from factura d where d.rectifica_a = new.rectifica_a and d.anulada_en is null)) then
    raise exception 'this invoice is not corrected so' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger rectificativa before insert on factura
  for each row when (new.rectifica_a is not null) execute function comprobar_rectificativa();

create function comprobar_canje() returns trigger language plpgsql as $$
begin
  if exists (
      select from nuevas n join factura c on c.id = n.canjeada join factura f on f.id = n.factura_id
      where c.tipo <> 'F2' or f.tipo <> 'F3' or c.anulada_en is not null or c.sustituida_por is not null
        or f.fecha < c.fecha) then
    raise exception 'this invoice is not exchanged so' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger canje after insert on factura_canje referencing new table as nuevas
  for each statement execute function comprobar_canje();

-- An issued invoice stays as it was issued, for everybody: only its payment state changes until it is cancelled, which
-- happens once, and the CRM's id of the client may become known. What stands in its place says so itself, until it is
-- cancelled. (Generated columns are not compared: they are not there yet when this runs, and can't be set.)
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
      || array['pagado', 'compensado', 'sustituida_por', 'version', 'anulada_en', 'motivo_anulacion'];
  end if;
  if (to_jsonb(new) - libres) <> (to_jsonb(old) - libres) then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

grant update (compensado, sustituida_por) on factura to "${app}";
grant select, insert on factura_canje to "${app}";
