-- What people wrote they may correct; what billing told stays as it was told, and only follows its client.
alter table actividad add column version bigint not null default 0;

create function mantener_actividad_de_evento() returns trigger
language plpgsql as $$
begin
  raise exception 'la actividad % es de un evento y no cambia', old.id using errcode = 'restrict_violation';
end
$$;
create trigger no_cambia before update on actividad for each row
  when (old.origen = 'evento' and
    (old.tipo, old.titulo, old.descripcion, old.fecha, old.completada, old.responsable, old.notas, old.version)
    is distinct from
    (new.tipo, new.titulo, new.descripcion, new.fecha, new.completada, new.responsable, new.notas, new.version))
  execute function mantener_actividad_de_evento();
-- a depth of zero: by itself, and not with the client it belongs to
create trigger no_se_elimina before delete on actividad for each row
  when (old.origen = 'evento' and pg_trigger_depth() = 0)
  execute function mantener_actividad_de_evento();

-- What is still to be done; what billing tells is done already, so that neither index is touched by it.
create index actividad_pendiente on actividad (fecha, id) where not completada;
create index actividad_pendiente_de_responsable on actividad (responsable, fecha, id) where not completada;

grant update (cliente_id, tipo, titulo, descripcion, fecha, completada, responsable, notas, version), delete
  on actividad to "${app}";
