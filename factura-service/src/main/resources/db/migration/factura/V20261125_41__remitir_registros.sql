-- What became of the records that the agency was sent. Those without a row have not been sent yet.
create table verifactu_envio (
  registro bigint primary key references verifactu_registro,
  -- pendiente: it was sent and certainly not taken; enviado: what became of it is not known
  estado text not null check (estado in ('pendiente', 'enviado', 'aceptado', 'aceptado_con_errores', 'rechazado')),
  intentos int not null check (intentos > 0),
  enviado_en timestamptz not null,
  respondido_en timestamptz,
  -- as the agency answered
  codigo_error int,
  descripcion_error text,
  csv text,
  -- the agency had it from an earlier attempt
  duplicado boolean not null default false,
  check ((respondido_en is null) = (estado in ('pendiente', 'enviado')))
);

-- What was answered stays.
create trigger inmutable before update on verifactu_envio
  for each row when (old.respondido_en is not null) execute function impedir_cambio_de_registro();
create trigger inborrable before delete on verifactu_envio
  for each row execute function impedir_cambio_de_registro();
create trigger no_vaciable before truncate on verifactu_envio
  for each statement execute function impedir_cambio_de_registro();

-- Whose turn it is to send a chain, and when.
create table verifactu_remision (
  cadena int primary key references verifactu_cadena,
  -- all records up to this position are answered
  hasta bigint not null default 0 check (hasta >= 0),
  proxima timestamptz,
  fallos int not null default 0 check (fallos >= 0),
  ultimo_error text,
  ultimo_error_en timestamptz,
  -- the instance that is sending; it may have died when its time is over
  turno uuid,
  turno_hasta timestamptz,
  check (num_nonnulls(turno, turno_hasta) <> 1),
  check (num_nonnulls(ultimo_error, ultimo_error_en) <> 1)
);

grant select, insert, update on verifactu_envio, verifactu_remision to "${app}";
