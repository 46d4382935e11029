-- An invoice that was issued by mistake is cancelled: it keeps its number and everything else, and never had a payment that
-- still counts.
alter table factura
  add column anulada_en timestamptz,
  add column motivo_anulacion text,
  add constraint factura_anulacion_check check ((anulada_en is null) = (motivo_anulacion is null)),
  add constraint factura_motivo_anulacion_check
    check (btrim(motivo_anulacion) <> '' and char_length(motivo_anulacion) <= 300),
  add constraint factura_anulada_sin_pagos_check check (anulada_en is null or pagado = 0);

drop index factura_pendiente;
create index factura_pendiente on factura (vencimiento) where pagado < total and anulada_en is null;
create index factura_anulada on factura (fecha desc, id desc) where anulada_en is not null;

-- An issued invoice stays as it was issued, for everybody: only its payment state changes until it is cancelled, which
-- happens once, and the CRM's id of the client may become known. (The number is not compared: being generated, it is not there
-- yet when this runs, and can't be set.)
create or replace function impedir_cambio_de_factura() returns trigger language plpgsql as $$
declare
  libres text[] := array['cliente_crm_id', 'numero'];
begin
  if tg_op = 'DELETE' or tg_table_name <> 'factura' then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  if old.cliente_crm_id is not null and new.cliente_crm_id is distinct from old.cliente_crm_id then
    raise exception 'the client of an invoice does not change' using errcode = 'restrict_violation';
  end if;
  if new.anulada_en is not null and old.pagado <> 0 then
    raise exception 'an invoice with payments is not cancelled' using errcode = 'restrict_violation';
  end if;
  if old.anulada_en is null then
    libres := libres || array['pagado', 'version', 'anulada_en', 'motivo_anulacion'];
  end if;
  if (to_jsonb(new) - libres) <> (to_jsonb(old) - libres) then
    raise exception 'an issued invoice is immutable' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

grant update (anulada_en, motivo_anulacion) on factura to "${app}";
