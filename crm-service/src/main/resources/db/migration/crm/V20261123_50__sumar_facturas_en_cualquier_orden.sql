-- An invoice is known piece by piece, in whatever order its events come: until it has a date, only a payment or a
-- cancellation of it has been heard of, and it does not count.
alter table factura_conocida
  alter column fecha drop not null,
  alter column vencimiento drop not null,
  -- the version of the invoice that said what is paid: a later one knows better
  add column version_cobro bigint not null default 0,
  -- when a payment of it was last returned
  add column fecha_devolucion date,
  -- the invoice that this one corrects, and whether it counts in its place
  add column rectifica uuid,
  add column por_sustitucion boolean not null default false;
create index factura_conocida_sustituta on factura_conocida (rectifica) where por_sustitucion;

-- The invoices that stand. One whose place another has taken is no sale any more, but what was paid of it is paid.
create view factura_viva as
select f.*,
  exists (
    select from factura_conocida s
    where s.rectifica = f.factura_id and s.por_sustitucion and s.fecha is not null and not s.anulada) as sustituida
from factura_conocida f
where f.fecha is not null and not f.anulada;

grant select on factura_viva to "${app}";

-- Forgets all that billing has told, so that it can be told again: run by the owner while the service is stopped. Then
-- reseed_relay() in billing's schema makes its relay deliver everything from the start, and the CRM applies it anew.
create function olvidar_facturacion() returns void
language plpgsql set search_path from current as $$
begin
  delete from factura_conocida;
  alter table actividad disable trigger no_se_elimina;
  delete from actividad where origen = 'evento';
  alter table actividad enable trigger no_se_elimina;
  delete from inbox where source = '/factura';
end
$$;
revoke all on function olvidar_facturacion() from public;
