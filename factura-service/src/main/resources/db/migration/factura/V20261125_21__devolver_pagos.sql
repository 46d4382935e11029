-- A payment that was returned, such as a bounced direct debit, stays with the day of its return, and counts no more.
alter table pago
  add column fecha_devolucion date,
  add column motivo_devolucion text check (char_length(motivo_devolucion) <= 300),
  add constraint pago_devolucion_check check (fecha_devolucion >= fecha),
  add constraint pago_motivo_sin_devolucion_check check (motivo_devolucion is null or fecha_devolucion is not null);

-- That is all that ever happens to a payment, and it happens once.
create function impedir_cambio_de_pago() returns trigger language plpgsql as $$
declare
  libres text[] := array['fecha_devolucion', 'motivo_devolucion'];
begin
  if tg_op = 'UPDATE' then
    if old.fecha_devolucion is null and new.fecha_devolucion is not null
       and (to_jsonb(new) - libres) = (to_jsonb(old) - libres) then
      return new;
    end if;
  end if;
  raise exception 'a payment is returned once, and else stays' using errcode = 'restrict_violation';
end
$$;
create trigger inmutable before update or delete on pago
  for each row execute function impedir_cambio_de_pago();
create trigger no_vaciable before truncate on pago
  for each statement execute function impedir_cambio_de_pago();

grant update (fecha_devolucion, motivo_devolucion) on pago to "${app}";
