create table pago (
  id uuid primary key,
  factura_id uuid not null references factura,
  importe numeric(14, 2) not null check (importe > 0),
  fecha date not null,
  metodo text,
  referencia text,
  registrado_en timestamptz not null
);
create index pago_factura on pago (factura_id, registrado_en);
create index pago_fecha on pago (fecha desc, id desc);
grant select, insert on pago to "${app}";
