-- Of which invoices it was told that they are overdue. A table of its own: an issued invoice stays as it is.
create table factura_vencida (
  factura_id uuid primary key references factura,
  avisada_en timestamptz not null
);
grant select, insert on factura_vencida to "${app}";

-- How invoices stood on a day of the past differs by what was paid and returned since.
create index pago_devolucion on pago (fecha_devolucion) where fecha_devolucion is not null;
