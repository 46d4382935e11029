-- A message up to this position was refused as a whole, for what is in one of its records. It has no meaning once all up to it are
-- answered.
alter table verifactu_remision add column sospecha bigint not null default 0 check (sospecha >= 0);

-- Those that somebody has to put right are few among all.
create index verifactu_envio_por_subsanar on verifactu_envio (estado, registro) where estado in ('rechazado', 'aceptado_con_errores');
