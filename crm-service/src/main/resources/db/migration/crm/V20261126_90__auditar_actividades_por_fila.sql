-- Almost all actividades are billing's, and nobody's deed. To look among all that a statement has written for those that
-- somebody did was most of what keeping the log cost an event; a row's own trigger does not even begin for the others.
drop trigger auditar_insert on actividad;

create function auditar_alta_de_actividad() returns trigger
language plpgsql security definer set search_path to "${flyway:defaultSchema}", pg_temp as $$
begin
  insert into auditoria_pendiente (tabla, operacion, registro) values (tg_table_name, 'alta', new.id);
  return null;
end
$$;
revoke all on function auditar_alta_de_actividad() from public;
create trigger auditar_insert after insert on actividad
  for each row when (new.origen = 'manual') execute function auditar_alta_de_actividad();
