-- Of a client who turned out to be another one only that is kept: who stayed in the end, also after several such merges.
alter table cliente
  add column fusionado_con uuid,
  add check (fusionado_con is null or (eliminado and fusionado_con <> crm_id));
create index cliente_fusionado_con on cliente (fusionado_con) where fusionado_con is not null;
