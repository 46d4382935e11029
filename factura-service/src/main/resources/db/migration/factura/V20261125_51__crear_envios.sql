-- Invoices that are sent, or were, by e-mail. The address and the words stay as they were asked for.
create table envio (
  id uuid primary key,
  factura_id uuid not null references factura,
  para text not null check (para ~ '^[!-~]+@[!-~]+$'),
  -- a line break would begin another header
  asunto text not null check (asunto ~ '\S' and asunto !~ '[[:cntrl:]]'),
  mensaje text not null,
  solicitado_en timestamptz not null,
  estado text not null default 'pendiente' check (estado in ('pendiente', 'enviado', 'fallido')),
  intentos int not null default 0 check (intentos >= 0),
  -- while one is being made, when it is taken for lost
  proximo_intento timestamptz,
  -- of the last attempt
  error text,
  enviado_en timestamptz,
  check ((estado = 'pendiente') = (proximo_intento is not null)),
  check ((estado = 'enviado') = (enviado_en is not null)),
  check (estado <> 'fallido' or error is not null)
);
create index envio_factura on envio (factura_id, solicitado_en);
create index envio_pendiente on envio (proximo_intento) where estado = 'pendiente';
grant select, insert on envio to "${app}";
grant update (estado, intentos, proximo_intento, error, enviado_en) on envio to "${app}";
