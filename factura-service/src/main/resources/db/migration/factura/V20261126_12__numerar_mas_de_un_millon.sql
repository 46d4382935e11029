-- lpad also cuts: the millionth invoice of a year would have had the number of an earlier one.
alter table factura alter column numero set expression as (
  serie || '-' || ejercicio::text || '-' || lpad(ordinal::text, greatest(6, length(ordinal::text)), '0'));
