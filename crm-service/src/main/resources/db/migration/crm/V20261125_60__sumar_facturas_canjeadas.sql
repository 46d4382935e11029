-- A full invoice may count in the place of several simplified ones. Which of them come first, and whether all are known, does
-- not matter.
create table factura_canjeada (
  canjeada uuid not null,
  factura_id uuid not null references factura_conocida on delete cascade,
  primary key (canjeada, factura_id)
);
create index factura_canjeada_por on factura_canjeada (factura_id);
grant select, insert on factura_canjeada to "${app}";

-- The invoices that stand.
--  sustituida: another one stands in its place, so that it is no sale any more; what was paid of it is paid
--  debe: what is still owed of it: without what was paid of those in whose place it stands, and without what others take off it
--    or them. One that adds to another is owed by itself, and one that takes off is never owed
--  ocupa_lugar: it stands in the place of others
--  ingresado: what was paid by whom it was issued to: who has a full invoice for simplified ones has paid what was paid of those
create or replace view factura_viva as
select f.*,
  exists (
    select from factura_conocida s
    where s.rectifica = f.factura_id and s.por_sustitucion and s.fecha is not null and not s.anulada)
  or exists (
    select from factura_canjeada x join factura_conocida s on s.factura_id = x.factura_id
    where x.canjeada = f.factura_id and s.fecha is not null and not s.anulada) as sustituida,
  case
    when f.cobrado >= f.total then 0.00
    else (
      with recursive serie as (
        select f.factura_id, f.rectifica, f.por_sustitucion, 0.00 as cobrado
        union
        select a.factura_id, a.rectifica, a.por_sustitucion,
          case when a.fecha is not null and not a.anulada then a.cobrado else 0.00 end
        from serie s
        cross join lateral (
          select a.* from factura_conocida a where a.factura_id = s.rectifica and s.por_sustitucion
          union all
          select a.*
          from factura_canjeada x join factura_conocida a on a.factura_id = x.canjeada
          where x.factura_id = s.factura_id) a)
      select greatest(0.00, f.total - f.cobrado - sum(s.cobrado - coalesce(descontado.total, 0.00)))
      from serie s
      left join lateral (
        select sum(d.total) as total
        from factura_conocida d
        where d.rectifica = s.factura_id and not d.por_sustitucion and d.total < 0 and d.fecha is not null
          and not d.anulada
          and not exists (
            select from factura_conocida e
            where e.rectifica = d.factura_id and e.por_sustitucion and e.fecha is not null and not e.anulada)
        ) descontado on true)
  end as debe,
  f.por_sustitucion or exists (select from factura_canjeada x where x.factura_id = f.factura_id) as ocupa_lugar,
  case
    when exists (
      select from factura_canjeada x join factura_conocida s on s.factura_id = x.factura_id
      where x.canjeada = f.factura_id and s.fecha is not null and not s.anulada) then 0.00
    else f.cobrado + (
      select coalesce(sum(a.cobrado), 0.00)
      from factura_canjeada x join factura_conocida a on a.factura_id = x.canjeada
      where x.factura_id = f.factura_id and a.fecha is not null and not a.anulada)
  end as ingresado
from factura_conocida f
where f.fecha is not null and not f.anulada;
