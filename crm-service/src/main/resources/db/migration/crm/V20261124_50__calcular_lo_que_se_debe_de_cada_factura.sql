create index factura_conocida_corregida on factura_conocida (rectifica) where not por_sustitucion;

-- What is still owed of each: without what was paid of those in whose place it stands, and without what others take off it or
-- them. One that adds to another is owed by itself, and one that takes off is never owed.
create or replace view factura_viva as
select f.*,
  exists (
    select from factura_conocida s
    where s.rectifica = f.factura_id and s.por_sustitucion and s.fecha is not null and not s.anulada) as sustituida,
  case
    when f.cobrado >= f.total then 0.00
    else (
      with recursive serie as (
        select f.factura_id, f.rectifica, f.por_sustitucion, 0.00 as cobrado
        union
        select a.factura_id, a.rectifica, a.por_sustitucion,
          case when a.fecha is not null and not a.anulada then a.cobrado else 0.00 end
        from serie s
        join factura_conocida a on a.factura_id = s.rectifica and s.por_sustitucion)
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
  end as debe
from factura_conocida f
where f.fecha is not null and not f.anulada;
