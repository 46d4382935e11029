-- What billing's events have told of its invoices.
create table factura_conocida (
  factura_id uuid primary key,
  cliente_id uuid not null references cliente on delete cascade,
  numero text not null,
  fecha date not null,
  vencimiento date not null,
  total numeric(14, 2) not null,
  cobrado numeric(14, 2) not null default 0,
  -- when it was paid in full
  fecha_cobro date,
  anulada boolean not null default false
)
-- leaves room for the payment on the page of its invoice, so that no index has to change
with (fillfactor = 70);
create index factura_conocida_cliente on factura_conocida (cliente_id);

grant select, insert, update on factura_conocida to "${app}";
